using Microsoft.Playwright;

namespace Yinfeng.Tests.Browser;

/// <summary>Looks at a page of a walk as people meet it: on a desk, on a phone, by keyboard alone.</summary>
/// <remarks>With the environment variable YINFENG_SHOTS set to a folder, each look leaves a picture there.</remarks>
internal sealed class WalkedPage(IPage page, string walk)
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("YINFENG_SHOTS");

    /// <summary>Marks what a person could want to reach; answers how many there are.</summary>
    private const string Mark = """
        () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
          .filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0 && e.getClientRects().length > 0)
          .map((e) => e.dataset.reach = "no").length
        """;

    /// <summary>Notes what has focus now; answers whether one can see that it has.</summary>
    private const string Reach = """
        () => {
          const e = document.activeElement, s = getComputedStyle(e);
          if (e === document.body) return "";
          if (e.dataset.reach) e.dataset.reach = "yes";
          return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 || s.boxShadow !== "none" ? "" : e.outerHTML.slice(0, 120);
        }
        """;

    private const string Unreached = """() => [...document.querySelectorAll("[data-reach=no]")].map((e) => e.outerHTML.slice(0, 160))""";
    private const string IsTooWide = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1";

    /// <param name="name">Of the pictures.</param>
    /// <param name="isScripted">axe and the focus marks are scripts; without them only the pictures are taken.</param>
    public async Task LookAsync(string name, bool isScripted)
    {
        var found = new List<string>();
        foreach (var (look, letter) in new[] { (Look.Desk, 'w'), (Look.Phone, 'p') })
        {
            await page.SetViewportSizeAsync(look.Width, look.Height);
            if (isScripted)
            {
                found.AddRange((await Axe.ViolationsAsync(page)).Select(v => $"{look.Width} {v}"));
                if (await page.EvaluateAsync<bool>(IsTooWide))
                {
                    found.Add($"{look.Width}: the page scrolls sideways");
                }
            }
            if (Shots is not null)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{walk}-{name}-{letter}.png"), FullPage = true });
            }
        }
        await page.SetViewportSizeAsync(Look.Desk.Width, Look.Desk.Height);
        if (isScripted)
        {
            found.AddRange(await ByKeyboardAsync());
        }
        Assert.True(found.Count == 0, $"{name} {page.Url}\n{string.Join('\n', found)}");
    }

    /// <returns>What Tab does not reach, and where one cannot see the focus.</returns>
    private async Task<List<string>> ByKeyboardAsync()
    {
        var found = new List<string>();
        var count = await page.EvaluateAsync<int>(Mark);
        await page.EvaluateAsync("() => { document.activeElement.blur(); getSelection().removeAllRanges(); document.querySelector('a').focus(); }");
        for (var i = 0; i < count + 20; i++)
        {
            // The first was given its focus by the script above, which a browser does not show after a click.
            if (await page.EvaluateAsync<string>(Reach) is { Length: > 0 } unseen && i > 0)
            {
                found.Add($"no visible focus: {unseen}");
            }
            await page.Keyboard.PressAsync("Tab");
        }
        found.AddRange((await page.EvaluateAsync<string[]>(Unreached)).Select(e => $"not reached by Tab: {e}"));
        return found;
    }
}
