using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Shareholdings;

/// <summary>`yinfeng import shareholdings` and `yinfeng enterprise controllers|path|group`.</summary>
public static class ShareholdingCommands
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Import(ICommandMaker maker)
    {
        var files = new Argument<string[]>("FILE") { Description = "股东名单（xlsx、xls、csv、csv.gz）：企业、股东名称、持股比例，可有代码、股东类型、日期、来源", Arity = ArgumentArity.OneOrMore };
        var day = new Option<string?>("--day") { Description = "没有写日期的行所属的日期，例如 2024-12-31；缺省为今天" };
        return maker.Make("shareholdings", Rights.Approve, "导入股东名单", (parsed, seat, ct) => ImportAsync(seat, parsed.GetValue(files)!, parsed.GetValue(day), ct), [files, day]);
    }

    /// <summary>The commands under `yinfeng enterprise`.</summary>
    public static IEnumerable<Command> Enterprise(ICommandMaker maker)
    {
        var company = new Argument<string>("CODE") { Description = "统一社会信用代码，或登记的全称" };
        var other = new Argument<string>("OTHER") { Description = "另一家企业" };
        var least = new Option<decimal>("--least") { Description = "持股下限（%），缺省 25", DefaultValueFactory = _ => ShareholdingQueries.DefaultLeast };
        var on = new Option<string?>("--on") { Description = "按哪一天的名单，缺省为今天" };
        yield return maker.Make("controllers", Rights.See, "谁控制这家企业（全部路径合计）", (parsed, seat, ct) =>
            ShowAsync(seat, parsed.GetValue(company)!, parsed.GetValue(least), parsed.GetValue(on), (v => v.Controllers, "controllers"), ct), [company, least, on]);
        yield return maker.Make("group", Rights.See, "同一控制人之下的企业", (parsed, seat, ct) =>
            ShowAsync(seat, parsed.GetValue(company)!, parsed.GetValue(least), parsed.GetValue(on), (v => v.Group, "group"), ct), [company, least, on]);
        yield return maker.Make("path", Rights.See, "两家企业之间最短的股权路径", (parsed, seat, ct) =>
            PathAsync(seat, parsed.GetValue(company)!, parsed.GetValue(other)!, parsed.GetValue(on), ct), [company, other, on]);
    }

    private static async Task<int> ImportAsync(CommandSeat seat, string[] files, string? day, CancellationToken ct)
    {
        LedgerDate? date = LedgerDate.TryParse(day, out var read) ? read : null;
        if (day is not null && date is null)
        {
            return Wrong(seat, $"“{day}”不是日期。--day 请写成 2024-12-31。");
        }
        if (Array.Find(files, f => !File.Exists(Path.Combine(seat.WorkingDirectory, f))) is { } missing)
        {
            return Wrong(seat, $"找不到文件“{missing}”，请核对路径。");
        }
        var import = seat.Services.GetRequiredService<ImportShareholdings>();
        var (reports, code) = (new List<object>(), 0);
        foreach (var file in files)
        {
            var done = await import.RunAsync(seat.Viewer, Path.Combine(seat.WorkingDirectory, file), Path.GetFileName(file), date, ct);
            if (done.Allowed)
            {
                reports.Add(done.Value!);
                seat.Error.WriteLine(ShareholdingTerms.Of(done.Value!));
            }
            else
            {
                code = 1;
                reports.Add(new { file, refused = true, reason = done.Unmet[0].Code, message = done.Unmet[0].Message });
                seat.Error.WriteLine($"{file}：未导入。{done.Unmet[0].Message}");
            }
        }
        return seat.Json ? Json(seat, reports.Count == 1 ? reports[0] : reports, code) : code;
    }

    private static async Task<int> ShowAsync(CommandSeat seat, string company, decimal least, string? on,
        (Func<ControlView, IReadOnlyList<PartShare>> List, string Name) what, CancellationToken ct)
    {
        if (!TryDay(on, out var day))
        {
            return Wrong(seat, $"“{on}”不是日期。--on 请写成 2024-12-31。");
        }
        if (await seat.Services.GetRequiredService<ShareholdingQueries>().CompanyAsync(seat.Viewer, company, least, day, ct) is not { } view)
        {
            seat.Error.WriteLine(ShareholdingTerms.Unknown(company));
            return 1;
        }
        if (seat.Json)
        {
            var head = what.Name == "group" ? view.GroupHead : null;
            return Json(seat, new Dictionary<string, object?> { ["company"] = view.Company, ["least"] = view.Least, ["on"] = view.On, ["head"] = head, [what.Name] = what.List(view) });
        }
        seat.Out.WriteLine($"{view.Company.Name}（{view.On}，{least:0.##}% 及以上）" + (what.Name == "group" ? $"：{view.GroupHead.Name} 控制的企业" : ""));
        foreach (var share in what.List(view))
        {
            seat.Out.WriteLine(string.Join('\t', share.Party.Code ?? "", share.Party.Name, $"{share.Percent:0.####}%", share.IsEnd && what.Name != "group" ? "最终" : ""));
        }
        return 0;
    }

    private static async Task<int> PathAsync(CommandSeat seat, string from, string to, string? on, CancellationToken ct)
    {
        if (!TryDay(on, out var day))
        {
            return Wrong(seat, $"“{on}”不是日期。--on 请写成 2024-12-31。");
        }
        var path = await seat.Services.GetRequiredService<ShareholdingQueries>().PathAsync(seat.Viewer, from, to, day, ct);
        if (!path.Allowed)
        {
            seat.Error.WriteLine(string.Join(" ", path.Unmet.Select(u => u.Message)));
            return 1;
        }
        if (seat.Json)
        {
            return Json(seat, new { from, to, length = path.Value!.Count == 0 ? (int?)null : path.Value.Count - 1, path = path.Value });
        }
        seat.Out.WriteLine(path.Value!.Count == 0 ? "两家企业之间没有股权路径。" : string.Join('\n', path.Value.Select(s => $"{s.Tie ?? "起点"}\t{s.Party.Code}\t{s.Party.Name}")));
        return 0;
    }

    private static bool TryDay(string? typed, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return typed is null || day is not null;
    }

    private static int Wrong(CommandSeat seat, string message)
    {
        seat.Error.WriteLine(message);
        return 2;
    }

    private static int Json(CommandSeat seat, object value, int code = 0)
    {
        seat.Out.WriteLine(JsonSerializer.Serialize(value, Plain));
        return code;
    }
}
