using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins;
using Yinfeng.Closing;
using Yinfeng.Host;
using Yinfeng.Imports;
using Yinfeng.Lights;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Returns;
using Yinfeng.Shell.Pages;
using Yinfeng.Targets;

namespace Yinfeng.Tests.Projects;

/// <summary>All routes of the product on a real Kestrel at a free port, over a test store; whoever is named in a header is signed in.</summary>
internal sealed partial class ProjectSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProjectSite(WebApplication app, HttpClient client) => (_app, Client) = (app, client);

    public HttpClient Client { get; }
    public IServiceProvider Services => _app.Services;

    /// <param name="viewers">People by name, as the <c>X-Test-User</c> header names them; the first one is the default.</param>
    public static Task<ProjectSite> StartAsync(TestStore store, params Viewer[] viewers) => StartAsync(store, _ => { }, viewers);

    /// <param name="instead">Services of the test in place of the product's.</param>
    public static async Task<ProjectSite> StartAsync(TestStore store, Action<IServiceCollection> instead, params Viewer[] viewers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddYinfeng(store.Database);
        instead(builder.Services);
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // As the host does.
        var app = builder.Build();
        app.Use((http, next) =>
        {
            var name = http.Request.Headers["X-Test-User"].ToString();
            http.SetViewer(viewers.FirstOrDefault(v => v.Name == name) ?? viewers[0]);
            return next(http);
        });
        app.UseRouting();
        app.UseAntiforgery();
        app.MapGroup("").AddEndpointFilter<RouteGroupBuilder, RestatingFilter>().AddEndpointFilter<RouteGroupBuilder, ExportFilter>().MapYinfeng(); // As the host does.
        Icon.Files = new PhysicalFileProvider(Wwwroot());
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var handler = new HttpClientHandler { AllowAutoRedirect = false };
        return new ProjectSite(app, new HttpClient(handler) { BaseAddress = new Uri(address) });
    }

    private static string Wwwroot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Yinfeng/wwwroot"));

    /// <summary>Opens a page, takes its antiforgery field and posts a form to an address, as a browser without script does.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string action, IEnumerable<KeyValuePair<string, string>> fields, string? fileName = null,
        byte[]? file = null)
    {
        var token = Token().Match(await Client.GetStringAsync(page)).Groups[1].Value;
        if (file is null)
        {
            return await Client.PostAsync(action, new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]));
        }
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "file", fileName!);
        return await Client.PostAsync(action, form);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, object? body = null, string? user = null)
    {
        var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        if (user is not null)
        {
            request.Headers.Add("X-Test-User", user);
        }
        return Client.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(); // Jobs end before their database does.
        await _app.DisposeAsync();
    }
}
