using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>A transfer asked for.</summary>
/// <param name="From">First month that counts under the new division; earlier figures stay where they were.</param>
/// <param name="KeepBp">What the giving unit keeps, in hundredths of a percent: 5000 for 5:5; 0 gives all away.</param>
/// <param name="KeepUntil">Last month in which it keeps that; null keeps it for good.</param>
public sealed record Transfer(string? ToUnit, YearMonth From, int KeepBp, YearMonth? KeepUntil, string? Reason);

/// <summary>Hands a project to another unit (移交, 飞地): it answers from then on, the past stays where it was counted.</summary>
internal sealed class TransferProject(ProjectDesk desk)
{
    public Task<Decision> RunAsync(Viewer viewer, long projectId, Transfer asked, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Approve, projectId, opened => HandOverAsync(opened, asked, ct), ct);

    /// <summary>The same as part of a write that is under way, such as a ruling; the caller raises the project's version.</summary>
    /// <param name="overLater">Puts aside divisions already fixed for later months.</param>
    internal static async Task<Decision> HandOverAsync(OpenedProject opened, Transfer asked, CancellationToken ct, bool overLater = false)
    {
        var (project, tree) = (opened.Project, opened.Tree);
        var existing = await ShareCredit.ExistingAsync(opened.Work.Db, opened.Project.Id, ct);
        var unmet = Faults(opened, asked, out var toUnit).Concat(overLater ? [] : ShareCredit.LaterDivision(existing, asked.From)).ToList();
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        var giver = project.OwnerUnitId;
        Part[] parts = asked.KeepBp == 0 ? [new(toUnit, CreditRules.Whole)]
            : [new(giver, asked.KeepBp), new(toUnit, CreditRules.Whole - asked.KeepBp)];
        var wanted = CreditRules.Divide(existing, opened.Project.Id, giver, asked.From, parts);
        if (asked is { KeepBp: > 0, KeepUntil: { } until })
        {
            wanted = CreditRules.Divide(wanted, opened.Project.Id, giver, until.AddMonths(1), [new(toUnit, CreditRules.Whole)]);
        }
        ShareCredit.Replace(opened.Work.Db, existing, wanted);
        opened.Work.Audit("project.transfer", $"project:{opened.Project.Id}", new
        {
            from = asked.From.ToString(), fromUnit = giver, fromName = UnitText.Name(giver, tree), toUnit,
            toName = UnitText.Name(toUnit, tree), shares = CreditRules.Show(parts, tree), until = asked.KeepUntil?.ToString(),
            reason = asked.Reason!.Trim(), before = existing.Select(ShareCredit.Shown),
        });
        project.OwnerUnitId = toUnit;
        project.CityId = tree.CityOf(toUnit);
        return Decision<int>.Allow(project.Version + 1);
    }

    private static List<Unmet> Faults(OpenedProject opened, Transfer asked, out long toUnit)
    {
        toUnit = 0;
        var unmet = new List<Unmet>();
        if (!opened.Policy.Sees(opened.Project.OwnerUnitId))
        {
            unmet.Add(new("transfer.owner-only", "toUnit", "移交由责任单位或其上级决定，请联系责任单位。"));
        }
        if (UnitText.Read("接收单位", (asked.ToUnit ?? "").Trim(), opened.Tree, out var unit) is { } problem)
        {
            unmet.Add(new("transfer.to-unit", "toUnit", problem));
        }
        else if (unit!.Id == opened.Project.OwnerUnitId)
        {
            unmet.Add(new("transfer.same-unit", "toUnit", $"项目现在就由{unit.Name}负责，不用移交。"));
        }
        if (asked.KeepBp is < 0 or >= CreditRules.Whole)
        {
            unmet.Add(new("transfer.keep-range", "keep", "移交方保留的比例要在 0% 到 100% 之间（不含 100%）。各半请填 50。"));
        }
        if (asked.KeepUntil < asked.From)
        {
            unmet.Add(new("transfer.until-before", "keepUntil", $"保留分成到 {asked.KeepUntil}，早于移交的月份 {asked.From}，请改填。"));
        }
        if (string.IsNullOrWhiteSpace(asked.Reason))
        {
            unmet.Add(new("transfer.reason-missing", "reason", "移交要写明依据或原因，请填写。"));
        }
        toUnit = unit?.Id ?? 0;
        return unmet;
    }
}
