using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Host;
using Yinfeng.Persistence;

namespace Yinfeng.Tests.Architecture;

/// <summary>Every route the server answers, but for its static files, taken from the server itself.</summary>
internal static class ProductRoutes
{
    public static readonly IReadOnlyList<RouteEndpoint> All = Read();

    /// <summary>"POST /projects/{id:long}/edit".</summary>
    public static string Name(RouteEndpoint route) => $"{Methods(route)} {Path(route)}";

    public static string Path(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    public static string Methods(RouteEndpoint route) => string.Join(",", route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []);

    private static List<RouteEndpoint> Read()
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-routes-").FullName;
        try
        {
            using var app = (IDisposable)ServeCommand.BuildApp(Database.Sqlite(folder), "http://127.0.0.1:0");
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
