using Xunit.Abstractions;
using Yinfeng.Imports;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>How well repeated projects are told apart, on labelled pairs made from names of real projects.</summary>
public sealed class DuplicateTests(ITestOutputHelper output)
{
    private sealed record Named(string Name, string? Investor, string Unit, string? Amount, string Currency);

    [SharedFact]
    public void FiveThousandLabelledPairs_F1AtLeast97Percent()
    {
        var names = File.ReadLines(Have.Shared("cases/untidy/real-projects.csv")).Skip(1).Select(Cells).Where(c => c.Count > 7)
            .Select(c => new Named(c[0], c[1].Length == 0 ? null : c[1], c[4], c[5].Length == 0 ? null : c[5], c[6])).Where(n => n.Name.Length >= 5).ToList();
        var random = new Random(20231101);
        int hit = 0, missed = 0, wrong = 0, rightly = 0;
        var examples = new List<string>();
        for (var i = 0; i < 5_000; i++)
        {
            var a = names[random.Next(names.Count)];
            var same = random.Next(2) == 0;
            var (b, how) = same ? Variant(a, random) : Other(a, names, random);
            var found = DuplicateFinder.Compare(Key(a), Key(b)) == DuplicateVerdict.Same;
            hit += same && found ? 1 : 0;
            missed += same && !found ? 1 : 0;
            wrong += !same && found ? 1 : 0;
            rightly += !same && !found ? 1 : 0;
            if (same != found)
            {
                examples.Add($"{(same ? "missed" : "wrong")} [{how}] {a.Name} | {a.Investor} | {a.Amount}  ≟  {b.Name} | {b.Investor} | {b.Amount}");
            }
        }
        double precision = (double)hit / (hit + wrong), recall = (double)hit / (hit + missed), f1 = 2 * precision * recall / (precision + recall);
        output.WriteLine($"precision {precision:P2} recall {recall:P2} F1 {f1:P2} ({hit} hit, {missed} missed, {wrong} wrong, {rightly} rightly apart)");
        examples.Distinct().Take(40).ToList().ForEach(output.WriteLine);
        Assert.True(f1 >= 0.97, $"F1 {f1:P2}");
    }

    private static ProjectKey Key(Named n) => ProjectKey.Of(n.Name, n.Investor, long.TryParse(n.Unit, out var id) ? id : null,
        long.TryParse(n.Unit, out var unit) ? Ledgers.Tree.Find(unit)?.Name : null,
        decimal.TryParse(n.Amount, out var wan) ? (long)(wan * 1_000_000m) : null, n.Currency, null);

    /// <summary>The same project as another clerk would type it.</summary>
    private static (Named, string) Variant(Named a, Random random)
    {
        var place = Ledgers.Tree.Find(long.TryParse(a.Unit, out var id) ? id : 100000)?.Name ?? "";
        var (name, how) = random.Next(10) switch
        {
            0 => (a.Name.EndsWith("项目", StringComparison.Ordinal) ? a.Name[..^2] : a.Name + "项目", "项目"),
            1 => (a.Name.Replace('（', '(').Replace('）', ')'), "brackets"),
            2 => (place + a.Name, "place in front"),
            3 => ((place.Length > 2 ? place[..^1] : place) + a.Name, "short place in front"),
            4 => (Swap(a.Name, random), "slip"),
            5 => (Drop(a.Name), "filler dropped"),
            6 => (Traditional(a.Name), "traditional"),
            7 => (a.Name + "建设项目", "建设项目"),
            8 => (string.Join(' ', a.Name.Chunk(3).Select(c => new string(c))), "blanks"),
            _ => ("“" + a.Name + "”", "quotes"),
        };
        var investor = a.Investor is null ? null : random.Next(4) switch
        {
            0 => a.Investor.Replace("有限公司", "有限责任公司", StringComparison.Ordinal),
            1 => a.Investor.Replace("股份有限公司", "", StringComparison.Ordinal).Replace("有限公司", "", StringComparison.Ordinal),
            2 => null,
            _ => a.Investor,
        };
        var amount = a.Amount is not null && random.Next(8) == 0 ? null : a.Amount;
        return (a with { Name = name, Investor = investor, Amount = amount }, how);
    }

    /// <summary>A project that only looks like the first.</summary>
    private static (Named, string) Other(Named a, List<Named> names, Random random)
    {
        var b = names[random.Next(names.Count)];
        while (b.Name == a.Name)
        {
            b = names[random.Next(names.Count)];
        }
        var amount = random.Next(2) == 0 ? a.Amount : b.Amount;
        return random.Next(6) switch
        {
            0 => (a with { Name = WithPhase(a.Name), Amount = amount }, "another phase"),
            1 => (a with { Name = b.Name, Amount = amount }, "same investor, other product"),
            2 => (a with { Investor = "上海恒岳实业有限公司", Amount = amount, Name = a.Name }, "same product, other investor") is var p && a.Investor is not null ? p : (b, "another"),
            3 => (a with { Unit = a.Unit == "140802" ? "371424" : "140802" }, "other county"),
            4 => (a with { Name = OtherProduct(a.Name, b.Name), Amount = amount }, "brand with other product"),
            _ => (b, "another"),
        };
    }

    private static string WithPhase(string name) => name.EndsWith("项目", StringComparison.Ordinal) ? name[..^2] + "三期项目" : name + "三期";

    private static string OtherProduct(string name, string other) => name[..Math.Min(3, name.Length)] + other[Math.Min(2, other.Length - 1)..];

    private static string Drop(string name)
    {
        foreach (var filler in new[] { "生产", "建设", "产业", "制造", "研发", "基地" })
        {
            if (name.Contains(filler, StringComparison.Ordinal) && name.Length - filler.Length >= 5)
            {
                return name.Replace(filler, "", StringComparison.Ordinal);
            }
        }
        return name;
    }

    /// <summary>One slip of the hand: a look-alike character, or two swapped.</summary>
    private static string Swap(string name, Random random)
    {
        foreach (var (from, to) in new[] { ('厂', '场'), ('场', '厂'), ('园', '圆'), ('材', '村'), ('源', '原'), ('晶', '品'), ('机', '极'), ('纤', '歼'), ('锂', '理'), ('能', '熊') })
        {
            if (name.Contains(from))
            {
                return name.Replace(from, to);
            }
        }
        var at = random.Next(1, name.Length - 3);
        return char.IsAsciiDigit(name[at]) || char.IsAsciiDigit(name[at + 1]) ? name
            : name[..at] + name[at + 1] + name[at] + name[(at + 2)..];
    }

    private static string Traditional(string name)
    {
        foreach (var (s, t) in new[] { ('项', '項'), ('产', '產'), ('业', '業'), ('园', '園'), ('设', '設'), ('电', '電'), ('车', '車'), ('机', '機'), ('发', '發') })
        {
            name = name.Replace(s, t);
        }
        return name;
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var (cell, quoted) = (new System.Text.StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
