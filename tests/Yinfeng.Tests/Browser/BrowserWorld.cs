using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Persistence;

namespace Yinfeng.Tests.Browser;

/// <summary>How a visitor looks at the pages.</summary>
/// <param name="Width">CSS pixels: 1440 is a desk, 390 a phone.</param>
public sealed record Look(int Width = 1440, int Height = 900, bool Script = true)
{
    public static readonly Look Desk = new();
    public static readonly Look Phone = new(390, 844);
    public static readonly Look NoScript = new(Script: false);
}

/// <summary>The product's own server on a fresh data folder and a Chromium in front of it, for one test class.</summary>
/// <remarks>Every page it opens notes what no page may do: ask another host, break the content policy, throw.</remarks>
public class BrowserWorld : IAsyncLifetime
{
    public const string Password = "凤凰 栖于 梧桐 2026";

    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly string _folder = Directory.CreateTempSubdirectory("yinfeng-browser-").FullName;
    private readonly List<string> _faults = [];
    private Database? _database;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";
    public IServiceProvider Services => _app!.Services;
    internal ServeOrder Order => new(_folder, null, Address, Demo: true);

    /// <summary>The server's clock; null for the machine's.</summary>
    protected virtual TimeProvider? Time => null;

    /// <summary>What pages did that they must not do; empty when all is well.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The passwords that the first start prints, by login, until they are used.</summary>
    public Dictionary<string, string> OneTime { get; } = [];

    public async Task InitializeAsync()
    {
        if (Conditions.Have.NoChromium is not null)
        {
            return; // Its tests are skipped; a fixture is made all the same.
        }
        _database = Database.Sqlite(_folder);
        _app = ServeCommand.BuildApp(_database, "http://127.0.0.1:0", Time);
        await Composition.StartAsync(_app.Services, CancellationToken.None);
        foreach (var made in await Demo.PasswordsAsync(Services, CancellationToken.None))
        {
            OneTime[made.Login] = made.Password;
        }
        await _app.StartAsync();
        Address = _app.Urls.Single();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(45_000); // As long as for everything else below: a busy machine is no fault of the page.
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Conditions.Have.ChromiumPath, Headless = true, Args = Flags,
        });
    }

    /// <summary>A new visitor: own cookies, own window.</summary>
    public async Task<IPage> VisitAsync(Look? look = null)
    {
        look ??= Look.Desk;
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address, ViewportSize = new() { Width = look.Width, Height = look.Height }, JavaScriptEnabled = look.Script,
            Locale = "zh-CN", AcceptDownloads = true,
        });
        context.SetDefaultTimeout(45_000);
        var page = await context.NewPageAsync();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                Note($"asked another host: {request.Url}");
            }
        };
        page.PageError += (_, message) => Note($"script error on {page.Url}: {message}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                Note($"content policy on {page.Url}: {message.Text}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 500)
            {
                Note($"{response.Status} from {response.Url}");
            }
        };
        return page;
    }

    /// <summary>A visitor signed in as one of the demo's people; the first one sets the password.</summary>
    /// <param name="login">"demo" does all business; admin, system and audit are the three administrators.</param>
    public async Task<IPage> SignInAsync(Look? look = null, string login = "demo")
    {
        var page = await VisitAsync(look);
        await SignInAsync(page, login);
        return page;
    }

    /// <summary>Signs a visitor in, in place of who was signed in before.</summary>
    public async Task SignInAsync(IPage page, string login)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/");
        await page.FillAsync("#login", login);
        await page.FillAsync("#password", OneTime.GetValueOrDefault(login, Password));
        await page.ClickAsync("main button");
        if (OneTime.Remove(login, out var once))
        {
            await page.FillAsync("[name=Current]", once);
            await page.FillAsync("[name=Password]", Password);
            await page.FillAsync("[name=Repeated]", Password);
            await page.ClickAsync("main button.pri");
            if (page.Url.Contains("/login", StringComparison.Ordinal))
            {
                await page.FillAsync("#login", login);
                await page.FillAsync("#password", Password);
                await page.ClickAsync("main button");
            }
        }
        Assert.DoesNotContain("/login", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("/password", page.Url, StringComparison.Ordinal);
    }

    private void Note(string fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }
        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            await _database!.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
