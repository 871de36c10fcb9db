using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Persistence;

namespace Yinfeng.Tests.Architecture;

/// <summary>Every route says which right it needs, and no route that changes something asks only for looking.</summary>
public sealed class RightsTests
{
    /// <summary>Writes that ask for no more than being signed in or seeing: what they change is the person's own, or the class asks for more.</summary>
    private static readonly string[] OwnWrites =
    [
        "/logout", "/password", "/posts", "/notices/read", "/notices/address", "/api/notices/read", "/api/notices/address",
        "/account/end", "/account/second", "/account/second/off", "/account/second/codes", "/api/me/sign-ins/{id}", "/account/kept/{id}", "/account/kept/{id}/discard",
    ];

    [Fact]
    public void EveryRoute_NamesARight()
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-rights-").FullName;
        try
        {
            using var app = (IDisposable)ServeCommand.BuildApp(Database.Sqlite(folder), "http://127.0.0.1:0");
            var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
            Found.Nothing(
                from route in routes
                where Needs.Of(route) is null && Path(route) != "/{**path:file}" // The framework's own, for assets that are not there: 404.
                select $"{Path(route)} names no right: add .Need(Rights.…)");
            Found.Nothing(
                from route in routes
                where Methods(route).Any(m => m is not ("GET" or "HEAD")) && Needs.Of(route) == Rights.None && !OwnWrites.Contains(Path(route))
                select $"{Path(route)} changes something and asks for no right");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Administrators_SeeNoBusiness_AndAreNothingElse()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var business = (Roles.Of(role) & (Rights.See | Rights.SeeSecrets | Rights.Report | Rights.Verify | Rights.Approve | Rights.Publish | Rights.Inspect)) != 0;
            Assert.Equal(Roles.IsAdministrator(role), !business);
            foreach (var other in Enum.GetValues<Role>().Where(o => o != role))
            {
                Assert.Equal(!Roles.IsAdministrator(role) && !Roles.IsAdministrator(other), Roles.GoTogether([role, other]));
            }
        }
    }

    private static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    private static IEnumerable<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
}
