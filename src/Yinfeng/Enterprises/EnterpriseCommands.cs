using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>`yinfeng import enterprises` and `yinfeng enterprise search`.</summary>
internal static class EnterpriseCommands
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "企业登记文件（csv、csv.gz、xlsx）", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> On = new("--on") { Description = "数据截止日期，例如 2026-03-31；不填为今天。旧文件不会覆盖新文件说过的内容" };
    private static readonly Option<string[]> Column = new("--column") { Description = "列对应关系，例如 name=企业全称；可写多次" };
    private static readonly Option<string?> Mapping = new("--mapping") { Description = "列对应关系的 JSON 文件，例如 {\"name\":\"企业全称\",\"creditCode\":\"代码\"}" };

    private static readonly Argument<string> Text = new("TEXT") { Description = "名称或其一部分、简称、繁体、拼音或首字母、信用代码或其一部分" };
    private static readonly Option<int> Limit = new("--limit") { Description = "最多几家", DefaultValueFactory = _ => 10 };
    private static readonly Option<string?> Place = new("--place") { Description = "只找这里登记的，例如 德州市 或 371400" };

    private static readonly Option<int?> Division = new("--division") { Description = "行业大类两位代码，例如 26" };
    private static readonly Option<long?> Capital = new("--capital") { Description = "注册资本不少于多少万" };
    private static readonly Option<int?> Year = new("--year") { Description = "这一年以后成立的" };
    private static readonly Option<string?> OfList = new("--list") { Description = "在这份名单上的：名单名称（取最近一份）或编号" };
    private static readonly Option<bool> Heads = new("--heads") { Description = "不含分支机构" };

    public static Command Import(ICommandMaker maker) => maker.Make("enterprises", Rights.Approve, "导入企业登记数据", ImportAsync, [Files, On, Column, Mapping]);

    public static Command Search(ICommandMaker maker) => maker.MakeReading("search", Rights.See, "按名称、简称、拼音、信用代码查找企业", SearchAsync, [Text, Limit, Place, Division, Capital, Year, OfList, Heads]);

    private static async Task<int> SearchAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var (text, limit, named) = (parsed.GetValue(Text)!, parsed.GetValue(Limit), parsed.GetValue(OfList));
        var list = named is null ? null : await ListAsync(seat, named, ct);
        var asked = new EnterpriseAsked(text, parsed.GetValue(Place), parsed.GetValue(Division), Capital: parsed.GetValue(Capital), Year: parsed.GetValue(Year), List: list,
            Heads: parsed.GetValue(Heads));
        var wrong = limit is < 1 or > EnterpriseQueries.MostHits ? $"--limit 请写 1 到 {EnterpriseQueries.MostHits}。"
            : named is not null && list is null ? $"没有名为“{named}”的名单，请先导入，或写名单的全称。" : asked.Wrong;
        if (wrong is not null)
        {
            await seat.Error.WriteLineAsync(wrong);
            return 2;
        }
        var hits = await seat.Services.GetRequiredService<EnterpriseQueries>().SearchAsync(seat.Viewer, text, limit, asked.Filter, ct);
        await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(new EnterpriseSearchJson(text, hits), EnterpriseJson.Plain) : Shown(text, hits));
        await seat.Out.FlushAsync(ct);
        await seat.Services.GetRequiredService<EnterpriseSearch>().KeepAsync(ct);
        return 0;
    }

    private static string Shown(string text, IReadOnlyList<EnterpriseHit> hits) => string.Join(Environment.NewLine,
        hits.Select(hit => $"{hit.Score,6:0.00}  {hit.Name}  {hit.CreditCode}  {hit.Place}  {hit.Why}").Append(hits.Count == 0 ? $"没有找到“{text}”。" : $"{hits.Count} 家"));

    private static async Task<long?> ListAsync(CommandSeat seat, string named, CancellationToken ct) =>
        (await seat.Services.GetRequiredService<EnterpriseLines>().ListsAsync(ct))
            .FirstOrDefault(l => l.Name == named || l.Id.ToString(CultureInfo.InvariantCulture) == named)?.Id;

    private static async Task<int> ImportAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var clock = seat.Services.GetRequiredService<TimeProvider>();
        var on = new LedgerDate(BusinessTime.Today(clock));
        if (parsed.GetValue(On) is { } text && !LedgerDate.TryParse(text, out on))
        {
            await seat.Error.WriteLineAsync($"“{text}”不是日期，请写成 2026-03-31。");
            return 2;
        }
        var files = parsed.GetValue(Files)!.Select(f => Path.Combine(seat.WorkingDirectory, f)).ToList();
        if (files.FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            await seat.Error.WriteLineAsync($"找不到文件“{missing}”，请核对路径。");
            return 2;
        }
        if (Said(parsed, seat, out var wrong) is not { } said)
        {
            await seat.Error.WriteLineAsync(wrong);
            return 2;
        }
        var import = seat.Services.GetRequiredService<ImportEnterprises>();
        var outcomes = new List<EnterpriseImportOutcome>();
        var refused = new List<(string File, Unmet Why)>();
        Action<EnterpriseImport>? progress = seat.Interactive
            ? p => seat.Error.Write($"\r{p.FileName}：已读 {p.Rows.ToString("N0", CultureInfo.InvariantCulture)} 行，新增 {p.Stored}，合并 {p.Merged}，未收 {p.Refused}\u001b[K")
            : null;
        var requests = files.Select(f => new EnterpriseImportRequest(RegistryFile.Open(f), on, said));
        await foreach (var decision in import.RunAsync(seat.Viewer, requests, progress, ct))
        {
            var name = Path.GetFileName(files[outcomes.Count + refused.Count]);
            if (seat.Interactive)
            {
                await seat.Error.WriteAsync("\r\u001b[K");
            }
            if (!decision.Allowed)
            {
                refused.Add((name, decision.Unmet[0]));
                await seat.Error.WriteLineAsync($"{name}：未导入。{decision.Unmet[0].Message}");
                continue;
            }
            outcomes.Add(decision.Value!);
            if (decision.Value!.Broken is { } broken)
            {
                await seat.Error.WriteLineAsync($"{name}：{broken.Message}");
            }
        }
        await PrintAsync(seat, outcomes, refused, ct);
        return refused.Count > 0 || outcomes.Any(o => o.Broken is not null) ? 1 : 0;
    }

    /// <summary>Head by field, from the file and from the single words, which win; null where one of them cannot be understood.</summary>
    private static Dictionary<string, string>? Said(ParseResult parsed, CommandSeat seat, out string wrong)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (parsed.GetValue(Mapping) is { } file)
            {
                said = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(seat.WorkingDirectory, file))) ?? said;
            }
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            wrong = $"--mapping 的文件读不出来：请写成 {{\"name\":\"企业全称\"}} 这样的 JSON（{e.Message}）。";
            return null;
        }
        foreach (var pair in (parsed.GetValue(Column) ?? []).Select(c => c.Split('=', 2)))
        {
            said[pair[0].Trim()] = pair.Length == 2 ? pair[1].Trim() : "";
        }
        wrong = $"列对应关系写“字段=表头”，字段有：{FieldWords.AllNames}。";
        return said.Keys.All(FieldWords.IsField) ? said : null;
    }

    private static async Task PrintAsync(CommandSeat seat, List<EnterpriseImportOutcome> outcomes, List<(string File, Unmet Why)> refused, CancellationToken ct)
    {
        var database = seat.Services.GetRequiredService<Database>();
        var report = await EnterpriseReport.OfAsync(database, outcomes, refused, ct);
        await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(report, EnterpriseJson.Plain) : report.ToText());
    }
}
