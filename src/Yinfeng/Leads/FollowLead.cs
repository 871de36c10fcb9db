using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Leads;

/// <summary>Records a follow-up (跟进): what was done on which day and when next, which keeps the first report protected.</summary>
internal sealed class FollowLead(LeadDesk desk)
{
    private const int LongestText = 1000;

    /// <param name="on">"2023-05-17"; empty for today.</param>
    /// <param name="next">The next follow-up; empty for the last day that the grade allows.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, string? text, string? on, string? next, CancellationToken ct) =>
        desk.ChangeAsync(viewer, id, (work, lead, _) =>
        {
            var today = BusinessTime.DayOf(work.NowUtc);
            var latest = today.AddDays(desk.Rules.Days(lead.Grade, today));
            var (unmet, day, then) = (new List<Unmet>(), today, latest);
            if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > LongestText)
            {
                unmet.Add(new("lead.follow.text", "text", $"请写明跟进了什么、对方怎么说，不超过 {LongestText} 字。"));
            }
            if (!string.IsNullOrWhiteSpace(on) && (!TryDay(on, out day) || day > today))
            {
                unmet.Add(new("lead.follow.on", "on", $"跟进日期“{on}”不对，请写成 {today:yyyy-MM-dd} 这样，不晚于今天。"));
            }
            if (!string.IsNullOrWhiteSpace(next) && (!TryDay(next, out then) || then <= today || then > latest))
            {
                unmet.Add(new("lead.follow.next", "next", $"下次跟进“{next}”不对：{lead.Grade} 级线索最迟 {latest:yyyy-MM-dd}，要在今天以后。可留空取最迟的一天，或先调低等级。"));
            }
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision.Refuse(unmet));
            }
            (lead.FollowedOn, lead.NextOn) = (day > lead.FollowedOn || lead.FollowedOn is null ? day : lead.FollowedOn, then);
            LeadSteps.Add(work, lead, LeadAct.Followed, text!.Trim(), day, then);
            work.Audit("lead.follow", $"lead:{id}", new { on = day, next = then, text = text.Trim() });
            return Task.FromResult(Decision.Allow);
        }, ct);

    private static bool TryDay(string typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
