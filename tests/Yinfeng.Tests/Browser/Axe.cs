using System.Text.Json;
using Microsoft.Playwright;
using Yinfeng.Tests.Architecture;

namespace Yinfeng.Tests.Browser;

/// <summary>Judges a page against WCAG 2.2 AA with axe-core.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests/Yinfeng.Tests/node_modules/axe-core/axe.min.js")));

    private const string Run = """
        async () => {
          const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
          return JSON.stringify(found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')} ${n.html.slice(0, 160)}`)));
        }
        """;

    /// <returns>One line per violation: rule, where, the element.</returns>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Source.Value); // Through the debugger, so the page's own policy stays as visitors get it.
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Run))!;
    }
}
