using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>A visit as people type it; every field is text so that a refused form comes back as it was.</summary>
/// <param name="On">"2026-03-02"; empty for today.</param>
/// <param name="Kind">外出拜访, or Outbound.</param>
/// <param name="Company">Name or credit code.</param>
/// <param name="Unit">Code or name of the unit whose people it was; empty for one's own.</param>
/// <param name="Lead">Number or exact title of a lead; may be empty.</param>
/// <param name="Project">Number or exact name of a project; may be empty.</param>
/// <param name="Contact">Whom we met; empty keeps whoever is named already.</param>
public sealed record VisitFacts(string? On, string? Kind, string? Company, string? Place, string? Unit, string? Posts, string? Content, string? NextStep = null,
    string? NextDue = null, string? Lead = null, string? Project = null, ContactTyped? Contact = null);

/// <summary>A person as typed.</summary>
public sealed record ContactTyped(string? Name, string? Post, string? Telephone);

/// <summary>Reads what was typed onto a visit, or says everything that is wrong with it.</summary>
internal static class VisitChecks
{
    public const int LongestName = 200, LongestText = 4000, LongestPerson = 60;

    /// <summary>Sets the facts on the visit; leaves it half-set when something is wrong, so discard it then.</summary>
    public static async Task<List<Unmet>> ApplyAsync(WriteWork work, UnitTree tree, VisitFacts typed, VisitCompany company, Visit visit, CancellationToken ct)
    {
        var (unmet, today) = (new List<Unmet>(), BusinessTime.DayOf(work.NowUtc));
        (visit.Company, visit.CreditCode) = (company.Name, company.CreditCode);
        visit.Place = Text(typed.Place, 100, "place", "地点", unmet);
        visit.Posts = Text(typed.Posts, LongestName, "posts", "我方人员", unmet);
        visit.Content = Text(typed.Content, LongestText, "content", "谈了什么", unmet, required: true) ?? "";
        visit.NextStep = Text(typed.NextStep, 500, "nextStep", "下一步", unmet);
        var day = today;
        Check(string.IsNullOrWhiteSpace(typed.On) || (VisitTerms.TryDay(typed.On, out day) && day <= today), unmet, "on",
            $"日期“{typed.On}”不对，请写成 {VisitTerms.Day(today)} 这样，不晚于今天；留空取今天。");
        var kind = VisitTerms.Read(typed.Kind);
        Check(kind is not null, unmet, "kind", $"请选方式：{string.Join("、", Enum.GetValues<VisitKind>().Select(VisitTerms.Of))}。");
        (visit.On, visit.Kind) = (day, kind ?? VisitKind.Event);
        ApplyStep(typed, visit, unmet);
        if (UnitOf(typed.Unit, work.Viewer, tree, unmet) is { } unit)
        {
            visit.UnitId = unit;
        }
        visit.LeadId = await LeadAsync(work, tree, typed.Lead, visit.LeadId, unmet, ct);
        visit.ProjectId = await ProjectAsync(work, tree, typed.Project, visit.ProjectId, unmet, ct);
        return unmet;
    }

    /// <summary>The unit that records: the one typed, where it is of the viewer's line; the viewer's own when nothing was typed.</summary>
    public static long? UnitOf(string? typed, Viewer viewer, UnitTree tree, List<Unmet> unmet)
    {
        if (string.IsNullOrWhiteSpace(typed) && viewer.UnitId is { } own)
        {
            return tree.Find(own)?.Id ?? own;
        }
        if (UnitNames.Find(tree, typed ?? "", viewer.UnitId) is [var unit])
        {
            return unit.Id;
        }
        unmet.Add(new("visit.unit", "unit", string.IsNullOrWhiteSpace(typed) ? "请填写我方单位的全称或代码。"
            : $"单位“{typed}”不能确定是哪一个，或者不在您的权限范围内。请写代码，例如 371424。"));
        return null;
    }

    /// <returns>Null when nothing was typed. Telephone and identity numbers belong to the contact, where they are sealed, and nowhere else.</returns>
    public static string? Text(string? typed, int longest, string field, string label, List<Unmet> unmet, bool required = false)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            Check(!required, unmet, field, $"请填写{label}。");
            return null;
        }
        Check(text.Length <= longest, unmet, field, $"{label}有 {text.Length} 个字，最多 {longest} 个。请写得短些。");
        Check(!PersonalValues.HoldsNumber(text), unmet, field, $"{label}里有手机号或身份证号。电话请填在“联系人电话”里，那里加密保存；身份证号不要填写。");
        return text;
    }

    public static void Check(bool met, List<Unmet> unmet, string field, string message)
    {
        if (!met)
        {
            unmet.Add(new($"visit.{field.ToLowerInvariant()}", field, message));
        }
    }

    private static void ApplyStep(VisitFacts typed, Visit visit, List<Unmet> unmet)
    {
        if (visit.NextStep is null)
        {
            Check(string.IsNullOrWhiteSpace(typed.NextDue), unmet, "nextStep", "填了期限，也请写明下一步做什么。");
            (visit.NextDue, visit.NextDoneOn, visit.Outcome) = (null, null, null);
            return;
        }
        Check(VisitTerms.TryDay(typed.NextDue, out var due) && due >= visit.On, unmet, "nextDue",
            $"请填写下一步的期限，写成 {VisitTerms.Day(visit.On.AddDays(14))} 这样，不早于对接日期。");
        visit.NextDue = due;
    }

    /// <summary>What a visit refers to already stays, also where the writer cannot see it.</summary>
    private static async Task<long?> LeadAsync(WriteWork work, UnitTree tree, string? typed, long? kept, List<Unmet> unmet, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed) || (kept is not null && Number(typed) == kept))
        {
            return string.IsNullOrWhiteSpace(typed) ? null : kept;
        }
        var (id, title) = (Number(typed), typed.Trim());
        var found = await work.Db.Set<Lead>().Where(new LeadSight(work.Viewer, tree).Filter()).Where(l => l.Id == id || l.Title == title).Select(l => l.Id)
            .Take(2).ToListAsync(ct);
        Check(found.Count == 1, unmet, "lead", $"线索“{typed}”没有或不止一条，或者不在您的权限范围内。请填线索的编号。");
        return found.Count == 1 ? found[0] : null;
    }

    private static async Task<long?> ProjectAsync(WriteWork work, UnitTree tree, string? typed, long? kept, List<Unmet> unmet, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed) || (kept is not null && Number(typed) == kept))
        {
            return string.IsNullOrWhiteSpace(typed) ? null : kept;
        }
        var (id, name) = (Number(typed), typed.Trim());
        var found = await work.Db.Set<Project>().Where(new ProjectPolicy(work.Viewer, tree).Filter(work.Db)).Where(p => p.Id == id || p.Name == name)
            .Select(p => p.Id).Take(2).ToListAsync(ct);
        Check(found.Count == 1, unmet, "project", $"项目“{typed}”没有或不止一个，或者不在您的权限范围内。请填项目的编号。");
        return found.Count == 1 ? found[0] : null;
    }

    private static long? Number(string? typed) => long.TryParse(typed?.Trim(), out var id) ? id : null;
}
