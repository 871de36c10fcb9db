using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.StaticAssets;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Host;

/// <summary>Asks the built product for routes that forgot their right. The build runs it and fails; where nobody built, such a route
/// is shut for everybody.</summary>
/// <remarks>Commands and writes cannot forget theirs: it is a parameter without which they do not compile.</remarks>
internal static class RouteRights
{
    /// <summary>What the build calls the executable with.</summary>
    public const string Argument = "--check-routes";

    /// <summary>One line for each such route, as the compiler writes its errors.</summary>
    public static IReadOnlyList<string> Forgotten()
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-routes-").FullName;
        try
        {
            using var app = (IDisposable)ServeCommand.BuildApp(Database.Sqlite(folder), "http://127.0.0.1:0");
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>().Where(Forgot)
                .Select(e => $"route : error YF0001: {string.Join(',', e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])} "
                    + $"/{e.RoutePattern.RawText?.Trim('/')} names no right: add .Need(Rights.…), or .AllowAnonymous() where nobody signs in.")];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Forgot(RouteEndpoint route) => Needs.Of(route) is null && route.Metadata.GetMetadata<IAllowAnonymous>() is null
        && route.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        && route.RoutePattern.RawText != "{**path:file}"; // The framework's own, for assets that are not there: 404.
}
