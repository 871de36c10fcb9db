using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>A meeting as typed: texts as they came from a form or a body.</summary>
/// <param name="Kind">Code of the kind: dispatch, joint, standing.</param>
/// <param name="Unit">Name or code.</param>
/// <param name="Period">Month looked at, "2023-06"; empty for the month before the day.</param>
/// <param name="Day">"2023-07-10".</param>
public sealed record MeetingFacts(string? Kind, string? Unit, string? Period, string? Day, string? Place = null, string? Chair = null,
    string? Attendees = null, string? Absent = null, string? Observers = null, string? Summary = null);

/// <summary>Checks a meeting as typed and puts it into the row.</summary>
internal sealed class MeetingChecks(MeetingBook book)
{
    private const int MostText = 4000;

    /// <returns>Everything that is wrong; the row is then not to be stored.</returns>
    public List<Unmet> Apply(UnitTree tree, long? scope, MeetingFacts typed, Meeting meeting, UnitNode? unit)
    {
        var unmet = new List<Unmet>();
        if (unit is null && UnitText.Read("召开单位", typed.Unit?.Trim() ?? "", tree, out unit) is { } wrong)
        {
            unmet.Add(new("meeting.unit", "unit", wrong));
        }
        if (unit is not null && !tree.IsWithin(unit.Id, scope))
        {
            unmet.Add(new("meeting.scope", "unit", $"“{unit.Name}”不在您的权限范围内，不能替它安排会议。请选本单位或下级单位。"));
        }
        if (!MeetingTerms.TryDay(typed.Day, out var day))
        {
            unmet.Add(new("meeting.day", "day", "请填写会议日期，写成 2023-07-10 这样。"));
        }
        var period = YearMonth.Of(day == default ? new DateOnly(2000, 2, 1) : day).AddMonths(-1);
        if (!string.IsNullOrWhiteSpace(typed.Period) && !YearMonth.TryParse(typed.Period.Trim(), out period))
        {
            unmet.Add(new("meeting.period", "period", $"调度月份“{typed.Period}”写法不对。请写成 2023-06 这样的年月，或留空取会议的上一个月。"));
        }
        var kind = unit is null ? null : book.Find(typed.Kind ?? "", tree, unit.Id, day == default ? DateOnly.MaxValue : day);
        if (kind is null && unit is not null)
        {
            unmet.Add(new("meeting.kind", "kind", $"没有“{typed.Kind}”这种会议。请从 {string.Join("、", book.Codes.Select(c => $"{c}（{book.NameOf(c)}）"))} 中选。"));
        }
        foreach (var (field, label, text) in new[] { ("place", "地点", typed.Place), ("chair", "主持", typed.Chair), ("attendees", "出席", typed.Attendees),
                     ("absent", "请假", typed.Absent), ("observers", "列席", typed.Observers), ("summary", "会议情况", typed.Summary) })
        {
            if (text?.Length > MostText)
            {
                unmet.Add(new("meeting.long", field, $"“{label}”有 {text.Length} 字，超过 {MostText} 字。请精简。"));
            }
        }
        if (unmet.Count == 0)
        {
            (meeting.Kind, meeting.UnitId, meeting.Day, meeting.Period) = (kind!.Code, unit!.Id, day, period);
            (meeting.Place, meeting.Chair, meeting.Attendees) = (Text(typed.Place), Text(typed.Chair), Text(typed.Attendees));
            (meeting.Absent, meeting.Observers, meeting.Summary) = (Text(typed.Absent), Text(typed.Observers), Text(typed.Summary));
        }
        return unmet;
    }

    public static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().ReplaceLineEndings("\n");
}
