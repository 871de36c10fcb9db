using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Leads;

/// <summary>Writes a step of a lead's way.</summary>
internal static class LeadSteps
{
    public const int LongestText = 2000;

    /// <param name="on">The day it happened; null for today.</param>
    public static void Add(WriteWork work, Lead lead, LeadAct act, string text, DateOnly? on = null, DateOnly? next = null) => work.Db.Add(new LeadStep
    {
        LeadId = lead.Id, Act = act, On = on ?? BusinessTime.DayOf(work.NowUtc), AtUtc = work.NowUtc, ActorId = work.Viewer.ActorId, Name = work.Viewer.Name,
        Text = text.Length > LongestText ? text[..LongestText] : text, NextOn = next,
    });
}
