using System.Diagnostics;
using Xunit.Abstractions;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Proofs;

/// <summary>Two worlds that differ only in what somebody may not see give that person the same bytes wherever they look.</summary>
/// <remarks>The surfaces are the reading routes of the hand-written table, asked for things that are seen and for hidden ones, searched
/// and sorted, with caches warmed by somebody who sees everything. Only the pages of the log's roots are left out: a root stands
/// for every entry there is, and is meant to be compared by everybody; and the page that draws a new secret for a second factor.</remarks>
public sealed class TwinWorldTests(ITestOutputHelper output)
{
    private const int MostShown = 12;

    [Fact]
    public Task Twins_GiveTheSameBytes() => RunAsync("sqlite", seeds: 4, parts: 4);

    [PostgresFact]
    public Task Twins_OnPostgres_GiveTheSameBytes() => RunAsync("postgres", seeds: 2, parts: 4);

    [SoakFact]
    public Task Twins_FiveHundredPairs_GiveTheSameBytes() => RunAsync("sqlite", seeds: 500, parts: 12);

    /// <summary>Each seed makes a pair of worlds anew for each group, and asks a part of the surfaces for one of its people; the next seed
    /// asks the next part, later the next person.</summary>
    private async Task RunAsync(string provider, int seeds, int parts)
    {
        await using var left = await TwinWorld.NewAsync(provider);
        await using var right = await TwinWorld.NewAsync(provider);
        var surfaces = Surfaces();
        var (compared, took, differ) = (0L, Stopwatch.StartNew(), new List<string>());
        for (var seed = 0; seed < seeds && differ.Count == 0; seed++)
        {
            foreach (var group in Enum.GetValues<TwinGroup>())
            {
                await Task.WhenAll(left.RewriteAsync(group, 2 * seed), right.RewriteAsync(group, 2 * seed + 1));
                var people = TwinWorld.People[group];
                var login = people[(seed / parts + seed) % people.Length].Login;
                var asked = surfaces.Where((_, i) => i % parts == seed % parts).ToList();
                // What somebody powerful looked at before must not be handed on. They open no hidden thing by its address: where it is there
                // that writes a line into the log, whose numbers everybody may count.
                var warm = asked.FindAll(a => !a.Contains("/70000", StringComparison.Ordinal));
                await Task.WhenAll(AskAsync(left, TwinWorld.PowerfulLogin, warm), AskAsync(right, TwinWorld.PowerfulLogin, warm));
                var answers = await Task.WhenAll(AskAsync(left, login, asked), AskAsync(right, login, asked));
                compared += asked.Count;
                differ.AddRange(from i in Enumerable.Range(0, asked.Count)
                                where answers[0][i] != answers[1][i]
                                select $"seed {seed} {group} “{login}” {asked[i]}: {Difference(answers[0][i], answers[1][i])}");
            }
        }
        output.WriteLine($"{seeds} seeds × {Enum.GetValues<TwinGroup>().Length} groups, {surfaces.Count} surfaces, {compared} pairs of answers compared in {took.Elapsed.TotalSeconds:F0} s");
        Assert.True(differ.Count == 0, $"{differ.Count} differ:\n" + string.Join('\n', differ.Take(MostShown)));
    }

    /// <summary>One after the other: an export writes a line into the log, which others show.</summary>
    private static async Task<List<string>> AskAsync(TwinWorld world, string login, List<string> addresses)
    {
        var answers = new List<string>(addresses.Count);
        foreach (var address in addresses)
        {
            answers.Add(await world.AskAsync(login, address));
        }
        return answers;
    }

    private static List<string> Surfaces()
    {
        var found = new List<string>();
        foreach (var line in RightsTable.Read().Routes.Where(r => r.IsRead && r.Kind != "slow" && r.Address is not ("/audit" or "/api/audit/roots" or "/account/second")))
        {
            found.AddRange(from id in new[] { 2500, 2502, TwinWorld.HiddenFrom, TwinWorld.HiddenFrom + 1_000 } select Filled(line.Address, id));
        }
        string[] asked = ["/projects?q=隐藏", "/projects?q=芯片", "/api/projects?q=集团", "/leads?q=隐藏", "/api/leads?q=公司", "/meetings?q=隐藏", "/units?q=临", "/users?q=other",
            "/projects?grade=commercialSecret", "/projects?stage=lead", "/projects?unit=371481", "/projects?unit=371400", "/board?period=2023-06&unit=371481", "/board?period=2023-06&unit=371424",
            "/api/board?period=2023-06&unit=371424", "/lights?period=2023-06&unit=371424", "/lights?period=2023-06&unit=371481", "/api/clocks?period=2023-06&unit=371424", "/map?period=2023-05",
            "/targets?year=2023&unit=371424", "/targets?year=2023&unit=371481", "/monthly?month=2023-06&unit=371424", "/nowhere", "/projects/0", "/api/projects?sort=bogus",
            "/board/figure?period=2023-06&unit=371424&indicator=signed.amount", "/projects?page=99", "/audit/log?action=project.edit", "/audit/log?page=2"];
        found.AddRange(asked);
        found.AddRange(from sort in new[] { "invest", "funds", "signed", "since", "updated", "stage", "unit", "name" } from sign in new[] { "", "-" } select $"/projects?sort={sign}{sort}");
        return [.. found.Distinct().Where(f => !f.StartsWith("/api/audit/", StringComparison.Ordinal) || f.Contains("entries", StringComparison.Ordinal))];
    }

    private static string Filled(string address, long id)
    {
        var at = address;
        foreach (var name in new[] { "{project}", "{evidence}", "{lead}", "{import}", "{meeting}", "{n}" })
        {
            at = at.Replace(name, $"{(name == "{lead}" && id == 2500 ? 2600 : id)}", StringComparison.Ordinal);
        }
        return at.Replace("{month}", "2023-05", StringComparison.Ordinal).Replace("{x}", "x", StringComparison.Ordinal).Replace("{p}", "1", StringComparison.Ordinal);
    }

    private static string Difference(string a, string b)
    {
        var at = 0;
        while (at < a.Length && at < b.Length && a[at] == b[at])
        {
            at++;
        }
        return $"…{Around(a, at)}… / …{Around(b, at)}…";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)].ReplaceLineEndings(" ");
}
