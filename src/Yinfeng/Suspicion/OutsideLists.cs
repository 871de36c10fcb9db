using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Sheets;
using CellKind = Yinfeng.Sheets.CellKind;
using Yinfeng.Units;

namespace Yinfeng.Suspicion;

/// <summary>What a list brought in.</summary>
public sealed record ListTaken(int Rows, int New, int Changed, IReadOnlyList<string> Refused);

/// <summary>Takes in what offices know from elsewhere (外部名单): firms struck off the register, and figures that should grow with funds.</summary>
/// <remarks>A list is added to what is there; the same row again changes it. Rows that cannot be read are named and left out.</remarks>
internal sealed class OutsideLists(Writer writer, UnitDirectory units, SuspicionRules rules, TimeProvider clock)
{
    public const long LargestBytes = 20L * 1024 * 1024;
    private const int MostRows = 200_000, MostRefused = 100, LongestSource = 200;
    private static readonly string[] FirmHeads = ["统一社会信用代码", "信用代码", "企业名称", "名称", "日期", "注销日期", "吊销日期", "注销吊销日期"];

    /// <param name="path">A workbook or CSV with the columns 统一社会信用代码, 企业名称 (may be missing), 日期.</param>
    /// <param name="source">Where the list came from, e.g. 市市场监管局 2026-03 名单.</param>
    public async Task<Decision<ListTaken>> FirmsAsync(Viewer viewer, string path, string? source, CancellationToken ct)
    {
        if (Shape(source) is { } wrong)
        {
            return Decision<ListTaken>.Refuse([wrong]);
        }
        var refused = new List<string>();
        var firms = new Dictionary<string, (string? Name, DateOnly On)>();
        try
        {
            foreach (var (number, cells) in Read(path, FirmHeads, ["统一社会信用代码", "信用代码"]))
            {
                var (code, name, day) = (First(cells, "统一社会信用代码", "信用代码").ToUpperInvariant(), First(cells, "企业名称", "名称"),
                    First(cells, "日期", "注销日期", "吊销日期", "注销吊销日期"));
                if (code.Length != 18)
                {
                    refused.Add($"第 {number} 行：统一社会信用代码“{code}”不是 18 位。");
                }
                else if (!DateOnly.TryParseExact(day, ["yyyy-MM-dd", "yyyy/M/d", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                    || on > BusinessTime.Today(clock))
                {
                    refused.Add($"第 {number} 行：日期“{day}”读不出来，或还没有到。请写成 2023-05-17。");
                }
                else
                {
                    firms[code] = (name.Length == 0 ? null : name, on);
                }
            }
        }
        catch (WorkbookRefusedException no)
        {
            return Decision<ListTaken>.Refuse([no.Reason with { Field = "file" }]);
        }
        return await writer.RunAsync(viewer, Rights.Inspect, async work =>
        {
            var known = (await work.Db.Set<StruckOffFirm>().ToListAsync(ct)).ToDictionary(f => f.CreditCode);
            var (made, changed) = (0, 0);
            foreach (var (code, (name, on)) in firms)
            {
                if (known.TryGetValue(code, out var old))
                {
                    changed += old.On != on || old.Name != (name ?? old.Name) ? 1 : 0;
                    (old.On, old.Name, old.Source, old.ActorId, old.AtUtc) = (on, name ?? old.Name, source!.Trim(), viewer.ActorId, work.NowUtc);
                    continue;
                }
                made++;
                work.Db.Add(new StruckOffFirm { CreditCode = code, Name = name, On = on, Source = source!.Trim(), ActorId = viewer.ActorId, AtUtc = work.NowUtc });
            }
            work.Audit("suspicion.firms", "", new { source, rows = firms.Count, made, changed, refused = refused.Count });
            return Decision<ListTaken>.Allow(new(firms.Count + refused.Count, made, changed, [.. refused.Take(MostRefused)]));
        }, ct);
    }

    /// <param name="path">A workbook or CSV with the columns 单位, 月份 and one per proxy, called as in data/rules/suspicion.yaml.</param>
    public async Task<Decision<ListTaken>> ProxiesAsync(Viewer viewer, string path, string? source, CancellationToken ct)
    {
        if (Shape(source) is { } wrong)
        {
            return Decision<ListTaken>.Refuse([wrong]);
        }
        var (tree, kinds) = (await units.TodayAsync(ct), rules.On(BusinessTime.Today(clock)).Proxies.Where(p => p.Code != "statistics").ToList());
        var (refused, figures, rows) = (new List<string>(), new Dictionary<(long, YearMonth, string), long>(), 0);
        try
        {
            foreach (var (number, cells) in Read(path, ["单位", "月份", .. kinds.Select(k => k.Name)], ["单位"]))
            {
                rows++;
                var found = UnitNames.Find(tree, First(cells, "单位"), viewer.UnitId);
                if (found.Count != 1)
                {
                    refused.Add($"第 {number} 行：单位“{First(cells, "单位")}”{(found.Count == 0 ? "不在您的范围内" : "有几个同名，请写代码")}。");
                    continue;
                }
                if (!YearMonth.TryParse(First(cells, "月份").Length > 7 ? First(cells, "月份")[..7] : First(cells, "月份"), out var month))
                {
                    refused.Add($"第 {number} 行：月份“{First(cells, "月份")}”读不出来。请写成 2023-05。");
                    continue;
                }
                foreach (var kind in kinds.Where(k => First(cells, k.Name).Length > 0))
                {
                    if (decimal.TryParse(First(cells, kind.Name), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 100_000_000_000m)
                    {
                        figures[(found[0].Id, month, kind.Code)] = (long)decimal.Round(value * 10_000);
                    }
                    else
                    {
                        refused.Add($"第 {number} 行：{kind.Name}“{First(cells, kind.Name)}”不是数。");
                    }
                }
            }
        }
        catch (WorkbookRefusedException no)
        {
            return Decision<ListTaken>.Refuse([no.Reason with { Field = "file" }]);
        }
        return await writer.RunAsync(viewer, Rights.Inspect, async work =>
        {
            var known = (await work.Db.Set<ProxyFigure>().ToListAsync(ct)).ToDictionary(f => (f.UnitId, f.Month, f.Kind));
            var (made, changed) = (0, 0);
            foreach (var (key, value) in figures)
            {
                if (known.TryGetValue(key, out var old))
                {
                    changed += old.Value != value ? 1 : 0;
                    (old.Value, old.Source, old.ActorId, old.AtUtc) = (value, source!.Trim(), viewer.ActorId, work.NowUtc);
                    continue;
                }
                made++;
                work.Db.Add(new ProxyFigure
                {
                    UnitId = key.Item1, Month = key.Item2, Kind = key.Item3, Value = value, Source = source!.Trim(), ActorId = viewer.ActorId, AtUtc = work.NowUtc,
                });
            }
            work.Audit("suspicion.proxies", "", new { source, rows, made, changed, refused = refused.Count });
            return Decision<ListTaken>.Allow(new(rows, made, changed, [.. refused.Take(MostRefused)]));
        }, ct);
    }

    private static Unmet? Shape(string? source) => source?.Trim().Length is > 0 and <= LongestSource ? null
        : new("suspicion.source", "source", $"请写明名单的来源和日期（不超过 {LongestSource} 字），如“市市场监管局 2026-03 名单”。");

    private static string First(Dictionary<string, string> cells, params ReadOnlySpan<string> heads)
    {
        foreach (var head in heads)
        {
            if (cells.TryGetValue(head, out var text) && text.Length > 0)
            {
                return text;
            }
        }
        return "";
    }

    /// <summary>Rows of the first sheet that has one of the needed heads.</summary>
    private static IEnumerable<(int Number, Dictionary<string, string> Cells)> Read(string path, string[] heads, string[] needed)
    {
        using var workbook = WorkbookReader.Open(path);
        foreach (var sheet in workbook.Sheets)
        {
            Dictionary<int, string>? columns = null;
            foreach (var row in sheet.ReadRows())
            {
                if (row.Number > MostRows)
                {
                    throw new WorkbookRefusedException(new Unmet("too-large", "file", $"名单超过 {MostRows} 行，请分几次上传。"));
                }
                var texts = Enumerable.Range(0, row.Count).Select(i => Text(row[i])).ToList();
                if (columns is null)
                {
                    var found = texts.Select((t, i) => (i, Head: t.Split('（', '(')[0].Trim())).Where(h => heads.Contains(h.Head)).DistinctBy(h => h.Head)
                        .ToDictionary(h => h.i, h => h.Head);
                    columns = found.Values.Intersect(needed).Any() ? found : null;
                }
                else if (columns.Where(c => c.Key < texts.Count).ToDictionary(c => c.Value, c => texts[c.Key]) is var cells && cells.Values.Any(c => c.Length > 0))
                {
                    yield return (row.Number, cells);
                }
            }
            if (columns is not null)
            {
                yield break;
            }
        }
        throw new WorkbookRefusedException(new Unmet("header-not-found", "file", $"找不到表头。请写一行表头：{string.Join("、", heads.Take(4))}。"));
    }

    private static string Text(Cell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Text!.Trim(),
        CellKind.Date => cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Number => cell.Number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => "",
    };
}
