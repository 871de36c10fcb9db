using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Compression;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticAssets;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Host;

/// <summary>`yinfeng serve`: the web server, on an embedded database or PostgreSQL.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "监听地址", DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    private static readonly Option<bool> WithDemo = new("--demo") { Description = "用演示数据启动（默认文件夹 ./yinfeng-demo）" };

    private static readonly Option<string[]> Proxies = new("--proxy")
    {
        Description = "另一台机器上的反向代理的地址，可多次给出；本机上的代理不用给", Validators = { TellWrong },
    };

    public static Command Make()
    {
        var command = new Command("serve", "启动网站") { Urls, WithDemo, Proxies };
        command.SetAction((parsed, ct) =>
        {
            var demo = parsed.GetValue(WithDemo);
            var folder = demo && parsed.GetResult(CommandMaker.Data) is null or { Implicit: true }
                ? Path.GetFullPath(Demo.Folder) : Seats.DataFolder(parsed);
            return Server.RunAsync(new ServeOrder(folder, parsed.GetValue(CommandMaker.Db), parsed.GetValue(Urls)!, demo)
            {
                Proxies = [.. (parsed.GetValue(Proxies) ?? []).Select(IPAddress.Parse)],
            },
                parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, ct);
        });
        return command;
    }

    /// <param name="clock">The office's day and hour; null for the machine's. Only a test brings its own.</param>
    /// <param name="proxies">Reverse proxies on other machines.</param>
    public static WebApplication BuildApp(Database database, string urls, TimeProvider? clock = null, IReadOnlyList<IPAddress>? proxies = null)
    {
        // Published: assets lie beside the dll, whatever the current folder. dotnet run: the project folder.
        var home = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Yinfeng.Host", ContentRootPath = home, // Named, because the tests run it inside their own executable.
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // Warns that keys in the data folder are in clear.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // A failed start is thrown and explained.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None); // An activity and a scope for every request.
        builder.Services.AddYinfeng(database, clock);
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery(o => o.Cookie.Name = "yinfeng-form");
        builder.Services.AddDataProtection().SetApplicationName("yinfeng")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(database.DataFolder, "keys")));
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Otherwise Chinese is written as entities.
        builder.Services.AddOpenApi("v1", o =>
        {
            o.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false;
            o.AddDocumentTransformer(static (document, _, _) =>
            {
                document.Info.Title = "引凤 Yinfeng";
                document.Info.Description = "页面能办的事，接口都能办；用登录后的 Cookie 调用，写操作须来自本站。";
                document.Servers?.Clear(); // The address a person typed is the right one, whatever stands in front.
                return Task.CompletedTask;
            });
        });
        builder.Services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);

        var app = builder.Build();
        app.UseForwardedHeaders(Believed(proxies ?? []));
        app.UseResponseCompression();
        app.Use(SecurityHeaders);
        app.UseExceptionHandler(crashed => crashed.Run(Refusals.CrashedAsync));
        app.UseStatusCodePages(Refusals.EmptyAsync);
        app.UseMiddleware<SignInGuard>();
        app.UseAntiforgery();
        app.MapStaticAssets();
        Icon.Files = app.Environment.WebRootFileProvider;
        app.MapGet("/healthz", () => "ok").AllowAnonymous().ExcludeFromDescription();
        app.MapGroup("").WithMetadata(AssetTable(app)).AddEndpointFilter<RouteGroupBuilder, RestatingFilter>().AddEndpointFilter<RouteGroupBuilder, ExportFilter>().MapYinfeng();
        app.MapOpenApi("/openapi/{documentName}.json").Need(Rights.None);
        // By itself it would hold every request of the site against its patterns.
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api/docs"), docs => docs.UseSwaggerUI(o =>
        {
            o.RoutePrefix = "api/docs";
            o.DocumentTitle = "引凤 接口说明";
            o.SwaggerEndpoint("/openapi/v1.json", "引凤 v1");
        }));
        return app;
    }

    /// <summary>A proxy on this machine, or one that was named, says who asks and whether over TLS. Nobody else is believed.</summary>
    private static ForwardedHeadersOptions Believed(IReadOnlyList<IPAddress> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(proxy); // Beside the framework's own: loopback.
        }
        return options;
    }

    private static void TellWrong(OptionResult proxies)
    {
        foreach (var wrong in proxies.Tokens.Where(t => !IPAddress.TryParse(t.Value, out _)))
        {
            proxies.AddError($"--proxy 后的“{wrong.Value}”不是 IP 地址。");
        }
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
