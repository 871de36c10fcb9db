using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Visits;

/// <summary>`yinfeng visit list|add`. People met are not typed here: a command line stays in the history of the shell.</summary>
public static class VisitCommands
{
    public static Command Visit(ICommandMaker maker)
    {
        var (from, to) = (new Option<DateOnly?>("--from") { Description = "从哪一天" }, new Option<DateOnly?>("--to") { Description = "到哪一天" });
        var (kind, unit) = (new Option<string?>("--kind") { Description = "外出拜访、客商来访、洽谈、电话视频或活动" }, new Option<string?>("--unit") { Description = "我方单位，名称或代码" });
        var (q, late) = (new Option<string?>("--q") { Description = "企业、地点、内容或下一步" }, new Option<bool>("--late") { Description = "只列下一步超期的" });
        Option<string?> on = new("--on") { Description = "日期，缺省为今天" }, company = new("--company") { Description = "企业全称或统一社会信用代码" }, place = new("--place") { Description = "地点" },
            posts = new("--posts") { Description = "我方人员的职务" }, content = new("--content") { Description = "谈了什么" }, next = new("--next") { Description = "下一步" },
            due = new("--due") { Description = "下一步的期限" }, lead = new("--lead") { Description = "线索编号" }, project = new("--project") { Description = "项目编号" };
        return new Command("visit", "对接记录：清单、登记")
        {
            maker.Make("list", Rights.See, "对接记录清单，新的在前", (parsed, seat, ct) => ListAsync(seat, parsed.GetValue(kind),
                new(parsed.GetValue(from), parsed.GetValue(to), Unit: parsed.GetValue(unit), Q: parsed.GetValue(q), Late: parsed.GetValue(late), Size: 100_000), ct),
                from, to, kind, unit, q, late),
            maker.Make("add", Rights.Report, "登记一次对接", (parsed, seat, ct) => AddAsync(seat, new(parsed.GetValue(on), parsed.GetValue(kind), parsed.GetValue(company),
                parsed.GetValue(place), parsed.GetValue(unit), parsed.GetValue(posts), parsed.GetValue(content), parsed.GetValue(next), parsed.GetValue(due), parsed.GetValue(lead),
                parsed.GetValue(project)), ct), on, kind, company, place, unit, posts, content, next, due, lead, project),
        };
    }

    private static async Task<int> ListAsync(CommandSeat seat, string? kind, VisitFilter filter, CancellationToken ct)
    {
        if (kind is not null && VisitTerms.Read(kind) is null)
        {
            seat.Error.WriteLine($"没有“{kind}”这种方式，请用{string.Join("、", Enum.GetValues<VisitKind>().Select(VisitTerms.Of))}之一。");
            return 2;
        }
        var list = await seat.Services.GetRequiredService<VisitQueries>().ListAsync(seat.Viewer, filter with { Kind = VisitTerms.Read(kind) }, ct);
        if (seat.Json)
        {
            return Json(seat, VisitListJson.Of(list));
        }
        seat.Out.WriteLine("编号\t日期\t方式\t企业\t我方单位\t下一步\t期限");
        foreach (var row in list.Rows)
        {
            seat.Out.WriteLine(string.Join('\t', row.Visit.Id, VisitTerms.Day(row.Visit.On), VisitTerms.Of(row.Visit.Kind), row.Visit.Company, row.UnitName, row.Visit.NextStep,
                VisitTerms.Step(row.Visit, list.Today)));
        }
        return 0;
    }

    private static async Task<int> AddAsync(CommandSeat seat, VisitFacts typed, CancellationToken ct)
    {
        var made = await seat.Services.GetRequiredService<RecordVisit>().RunAsync(seat.Viewer, typed, ct);
        foreach (var unmet in made.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        if (seat.Json)
        {
            Json(seat, new { done = made.Allowed, id = made.Allowed ? made.Value : (long?)null, unmet = made.Unmet });
        }
        else if (made.Allowed)
        {
            seat.Out.WriteLine($"已登记，编号 {made.Value}。");
        }
        return made.Allowed ? 0 : 1;
    }

    private static int Json(CommandSeat seat, object value)
    {
        seat.Out.WriteLine(JsonSerializer.Serialize(value, VisitListJson.Options));
        return 0;
    }
}
