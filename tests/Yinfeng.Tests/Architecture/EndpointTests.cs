using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Host;
using Yinfeng.Persistence;

namespace Yinfeng.Tests.Architecture;

/// <summary>Every route the server answers, taken from the server itself: who may reach it and how it is described.</summary>
public sealed class EndpointTests : IAsyncDisposable
{
    /// <summary>What a person who has not signed in may reach. Written by hand: a new entry is a decision.</summary>
    private static readonly string[] Public = ["/account/left", "/healthz", "/login", "/login/code", "/login/oidc", "/login/oidc/back", "/login/oidc/out"];

    private readonly string _folder = Directory.CreateTempSubdirectory("yinfeng-routes-").FullName;
    private readonly RouteEndpoint[] _routes;

    public EndpointTests()
    {
        using var app = (IDisposable)ServeCommand.BuildApp(Database.Sqlite(_folder), "http://127.0.0.1:0");
        _routes = [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)];
    }

    [Fact]
    public void OnlyTheListedRoutes_AreOpenToStrangers() => Assert.Equal(Public,
        _routes.Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Path).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void ApiRoutes_HaveANameAndASummary() => Found.Nothing(
        from route in _routes
        where Path(route).StartsWith("/api/", StringComparison.Ordinal) && route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
        where route.Metadata.GetMetadata<IEndpointNameMetadata>() is null || route.Metadata.GetMetadata<IEndpointSummaryMetadata>() is null
        select $"{Methods(route)} {Path(route)}");

    [Fact]
    public void PageWrites_CarryAnAntiforgeryField() => Found.Nothing(
        from route in _routes
        where Methods(route).Contains("POST", StringComparison.Ordinal) && !Path(route).StartsWith("/api/", StringComparison.Ordinal)
        where route.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true }
        select Path(route));

    [Fact]
    public void Routes_AreThere() => Assert.NotEmpty(_routes);

    private static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    private static string Methods(RouteEndpoint route) =>
        string.Join(",", route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
