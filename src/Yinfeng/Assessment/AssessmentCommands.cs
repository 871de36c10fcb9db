using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Assessment;

/// <summary>`yinfeng assess`: scores now, under any year's rules; freezing and verifying them.</summary>
public static class AssessmentCommands
{
    internal const int Done = 0, Refused = 1, WrongUsage = 2;

    public static Command Assess(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "月份 YYYY-MM", Required = true };
        var unit = new Option<string?>("--unit") { Description = "被考核单位，或考核下级的单位：代码或名称；缺省为可见范围的顶层" };
        var rules = new Option<int?>("--rules") { Description = "用哪一年的方案；缺省为月份所在的年" };
        var scheme = new Option<string?>("--scheme") { Description = "方案代码；缺省为第一个适用的" };
        var person = new Option<string?>("--person") { Description = "领导姓名（领导的方案）" };
        var command = maker.Make("assess", Rights.See, "目标考核：算分、重放、定稿、核验", async (parsed, seat, ct) =>
        {
            if (Month(seat, parsed.GetValue(period)) is not { } month)
            {
                return WrongUsage;
            }
            var computed = await seat.Services.GetRequiredService<ScoreQueries>().ComputeAsync(seat.Viewer,
                new ScoreQuestion(month, parsed.GetValue(unit), parsed.GetValue(scheme), parsed.GetValue(rules), parsed.GetValue(person)), null, ct);
            return Answer(seat, computed, ScoresJson.Of, Lines);
        }, period, unit, rules, scheme, person);
        EditionCommands.Add(maker, command);
        return command;
    }

    private static IEnumerable<string> Lines(ScoreView view)
    {
        yield return $"{view.Scheme.Name}\t{view.Scheme.Id}\t{view.Period}" + (view.RulesOf is { } year ? $"\t按 {year} 年的方案" : "");
        foreach (var score in view.One is { } one ? [one] : view.File.Scores)
        {
            yield return string.Join('\t', score.Rank == 0 ? "—" : score.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture), score.Name, score.Group,
                AssessmentTerms.Points(score.Total), score.Grade ?? score.Veto ?? "");
            foreach (var item in view.One is null ? [] : score.Items)
            {
                yield return string.Join('\t', "", item.Name, $"{AssessmentTerms.Points(item.Points)}/{AssessmentTerms.Points(item.Weight)}", AssessmentTerms.Of(item.State), item.Formula);
            }
            foreach (var extra in view.One is null ? [] : score.Extras.Where(e => e.Points != 0))
            {
                yield return string.Join('\t', "", extra.Name, AssessmentTerms.Signed(extra.Points), $"{extra.Cases} 次");
            }
        }
    }

    internal static int Answer<T>(CommandSeat seat, Decision<T> decision, Func<T, object> json, Func<T, IEnumerable<string>> lines)
    {
        if (!decision.Allowed)
        {
            foreach (var unmet in decision.Unmet)
            {
                seat.Error.WriteLine(unmet.Message);
            }
            return Refused;
        }
        Print(seat, json(decision.Value!), lines(decision.Value!));
        return Done;
    }

    internal static void Print(CommandSeat seat, object json, IEnumerable<string> lines)
    {
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(json, ScoresJson.Options));
            return;
        }
        foreach (var line in lines)
        {
            seat.Out.WriteLine(line);
        }
    }

    internal static YearMonth? Month(CommandSeat seat, string? text)
    {
        if (YearMonth.TryParse(text, out var month))
        {
            return month;
        }
        seat.Error.WriteLine($"月份“{text}”写法不对。请写成 2023-03 这样的年月。");
        return null;
    }
}
