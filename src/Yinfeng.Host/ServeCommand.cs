using System.CommandLine;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticAssets;
using Yinfeng.Persistence;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Host;

/// <summary>`yinfeng serve`: the web server, on an embedded database or PostgreSQL.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "监听地址", DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    public static Command Make()
    {
        var command = new Command("serve", "启动网站") { Urls };
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = CommandMaker.OpenDatabase(parsed);
            await using var app = BuildApp(database, parsed.GetValue(Urls)!);
            await Composition.StartAsync(app.Services, ct);
            await app.RunAsync(ct);
            return 0;
        });
        return command;
    }

    public static WebApplication BuildApp(Database database, string urls)
    {
        // Published: assets lie beside the dll, whatever the current folder. dotnet run: the project folder.
        var home = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = home });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddYinfeng(database);
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Otherwise Chinese is written as entities.
        builder.Services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);

        var app = builder.Build();
        app.UseResponseCompression();
        app.Use(SecurityHeaders);
        app.UseAntiforgery();
        app.MapStaticAssets();
        Icon.Root = Path.Combine(app.Environment.WebRootPath ?? "", "lib/icons");
        app.MapGroup("").WithMetadata(AssetTable(app)).MapYinfeng();
        return app;
    }

    private static Task SecurityHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(http);
    }

    /// <summary>Pages answered by RazorComponentResult find fingerprinted asset addresses through endpoint metadata.</summary>
    private static ResourceAssetCollection AssetTable(IEndpointRouteBuilder app) => new([.. app.DataSources
        .SelectMany(d => d.Endpoints)
        .Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>())
        .OfType<StaticAssetDescriptor>()
        .Where(d => d.Selectors.Count == 0 && d.Properties.Any(x => x.Name == "label"))
        .Select(d => new ResourceAsset(d.Route, [.. d.Properties.Select(x => new ResourceAssetProperty(x.Name, x.Value))]))]);
}
