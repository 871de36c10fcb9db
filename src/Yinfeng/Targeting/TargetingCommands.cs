using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Analytics.Openings;
using Yinfeng.Shell;

namespace Yinfeng.Targeting;

/// <summary>`yinfeng chain targets` and `yinfeng chain backtest`.</summary>
internal static class TargetingCommands
{
    private const int MostYears = 20;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Backtest(ICommandMaker maker)
    {
        var asOf = new Option<string>("--as-of") { Description = "站在哪一天：只用这一天以前的登记", Required = true };
        var horizon = new Option<int>("--horizon") { Description = "看以后几年", DefaultValueFactory = _ => 5 };
        var labels = new Option<string?>("--labels") { Description = "别处得来的落点（CSV：credit_code、adcode）；不填用企业库里认出的落点" };
        return maker.Make("backtest", Rights.See, "回测：当年的目标企业名单，后来有多少真的来了", async (parsed, seat, ct) =>
        {
            if (!DateOnly.TryParseExact(parsed.GetValue(asOf), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                seat.Error.WriteLine($"--as-of {parsed.GetValue(asOf)} 不是日期。请写成 2010-01-01。");
                return 2;
            }
            if (parsed.GetValue(horizon) is < 1 or > MostYears)
            {
                seat.Error.WriteLine($"--horizon 应在 1 到 {MostYears} 年之间。");
                return 2;
            }
            var path = parsed.GetValue(labels) is { } file ? Path.Combine(seat.WorkingDirectory, file) : null;
            if (path is not null && !File.Exists(path))
            {
                seat.Error.WriteLine($"没有文件 {parsed.GetValue(labels)}。请核对路径。");
                return 2;
            }
            var given = await seat.Services.GetRequiredService<AdviceOutcomes>().ListAsync(seat.Viewer, ct);
            var found = await seat.Services.GetRequiredService<Backtest>().RunAsync(day, parsed.GetValue(horizon), path, given, ct);
            if (!found.Allowed)
            {
                seat.Error.WriteLine(found.Unmet[0].Message);
                return 1;
            }
            if (found.Value!.All.Positives == 0)
            {
                seat.Error.WriteLine($"{day:yyyy-MM-dd} 以后 {parsed.GetValue(horizon)} 年里没有认出任何落点，无从评判名单准不准。请导入这几年的登记数据，或换一个日期。");
            }
            AdviceLine[] then = [.. given.Where(a => a.Advice.AsOf >= day && a.Advice.AsOf < day.AddYears(parsed.GetValue(horizon)))];
            var advice = AdviceOutcomes.Sum(then);
            seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(Document(found.Value!, advice, AdviceBand.Of(then)), Json) : Text(found.Value!)
                + $"\n采纳的建议：{advice.Given} 家，已跟进 {advice.Followed}，转为项目 {advice.Converted}，签约以后 {advice.Signed}，已关闭 {advice.Closed}，企业库里看到设点 {advice.Opened}");
            return 0;
        }, asOf, horizon, labels);
    }

    public static Command Targets(ICommandMaker maker)
    {
        var (chain, node) = (new Option<string>("--chain") { Description = "产业链代号", Required = true }, new Option<string?>("--node") { Description = "环节代号；不填为整条链" });
        var (unit, asOf) = (new Option<string>("--unit") { Description = "市或县的名称或代码", Required = true }, new Option<string?>("--as-of") { Description = "站在哪一天：只用这一天以前的登记；缺省为企业库的最后一天之后" });
        var (limit, xlsx) = (new Option<int>("--limit") { Description = "列几家", DefaultValueFactory = _ => 50 }, new Option<string?>("--xlsx") { Description = "另存为工作簿（.xlsx）" });
        return maker.Make("targets", Rights.See, "目标企业：外地哪些企业可能来补这个环节，理由和回测", async (parsed, seat, ct) =>
        {
            DateOnly? on = null;
            if (parsed.GetValue(asOf) is { } text)
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    seat.Error.WriteLine($"--as-of {text} 不是日期。请写成 2010-01-01。");
                    return 2;
                }
                on = day;
            }
            var found = await seat.Services.GetRequiredService<TargetQueries>().OfAsync(seat.Viewer,
                new TargetQuestion(parsed.GetValue(chain)!, parsed.GetValue(node), parsed.GetValue(unit), on, parsed.GetValue(limit)), ct);
            if (!found.Allowed)
            {
                seat.Error.WriteLine(found.Unmet[0].Message);
                return 1;
            }
            if (parsed.GetValue(xlsx) is { } file)
            {
                await seat.HandOutAsync("chain-targets", file, TargetWorkbook.Write(found.Value!), ct);
            }
            seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(TargetListJson.Of(found.Value!), Web) : Text(found.Value!));
            return 0;
        }, chain, node, unit, asOf, limit, xlsx);
    }

    private static string Text(TargetList list) => string.Join('\n', list.Targets
        .Select(t => $"{t.Rank}\t{t.Name}\t{t.Place}\t{t.Score:0.00}\t{string.Join("；", t.Reasons.Select(r => r.Text))}")
        .Append(list.Record is { } record ? $"{TargetTerms.Data(record)}：前 50 名命中率 {Hits(record.Model)}，只按距离 {Hits(record.Distance)}，只按注册资本 {Hits(record.Capital)}"
            : "企业库的年份还不够，无法回测。"));

    private static string Hits(BacktestMean mean) => TargetTerms.Percent(TrackRecord.HitRate(mean));

    private static object Document(BacktestReport report, AdviceSums advice, IReadOnlyList<AdviceBand> bands) => new
    {
        asOf = report.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), horizon = report.Horizon,
        cities = report.Cities.Select(city => new
        {
            adcode = city.Adcode, positives = city.All.Positives, candidates = city.All.Candidates,
            auc = Finite(city.All.Auc), hits50 = city.All.Hits, lift50 = Finite(city.All.Lift),
            crossProvince = new
            {
                positives = city.CrossProvince.Positives, candidates = city.CrossProvince.Candidates,
                auc = Finite(city.CrossProvince.Auc), hits50 = city.CrossProvince.Hits, lift50 = Finite(city.CrossProvince.Lift),
            },
        }),
        mean = new { all = Mean(report.All), crossProvince = Mean(report.CrossProvince) },
        advice = new
        {
            given = advice.Given, followed = advice.Followed, converted = advice.Converted, signed = advice.Signed, closed = advice.Closed, opened = advice.Opened,
            bands = bands.Select(b => new { from = b.From, given = b.Given, came = b.Came, refused = b.Refused, rate = b.Rate, low = b.Low, high = b.High })
        },
    };

    private static object Mean(BacktestMean mean) =>
        new { cities = mean.Cities, positives = mean.Positives, candidates = mean.Candidates, auc = Finite(mean.Auc), hits50 = mean.Hits, lift50 = Finite(mean.Lift) };

    // Nobody opened, so there is nothing to rank: no figure rather than a made-up one.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Text(BacktestReport report) => report.All.Positives == 0 ? "没有落点可供评判。" : string.Create(CultureInfo.InvariantCulture, $"""
        站在 {report.AsOf:yyyy-MM-dd}，看以后 {report.Horizon} 年：{report.All.Cities} 个城市，{report.All.Positives} 个落点，每城 {report.All.Candidates:F0} 家候选企业
        全部：AUC {report.All.Auc:F4}，前 50 名命中 {report.All.Hits}，提升 {report.All.Lift:F1} 倍
        省外来的：{report.CrossProvince.Positives} 个落点，AUC {report.CrossProvince.Auc:F4}，提升 {report.CrossProvince.Lift:F1} 倍
        """);
}
