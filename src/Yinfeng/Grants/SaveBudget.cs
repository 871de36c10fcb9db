using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Policies;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Grants;

/// <summary>A budget as typed.</summary>
/// <param name="Unit">Name or code; empty for the person's own.</param>
/// <param name="Document">Number of the document that grants it.</param>
public sealed record BudgetFacts(string? PolicyId, string? Year, string? Wan, string? Document, string? Unit = null);

/// <summary>Sets what a unit may spend on a policy in a year (兑现预算): each time a new version, the earlier ones stay.</summary>
internal sealed class SaveBudget(Writer writer, PolicyLibrary library, UnitDirectory units)
{
    /// <returns>The id of the version.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, BudgetFacts typed, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var (unmet, scope) = (new List<Unmet>(), new GrantScope(viewer, tree));
            var unit = tree.Find(viewer.UnitId ?? 0);
            if (!string.IsNullOrWhiteSpace(typed.Unit) && UnitText.Read("单位", typed.Unit.Trim(), tree, out unit) is { } wrong)
            {
                unmet.Add(new("budget.unit", "unit", wrong));
            }
            else if (unit is null || !scope.Sees(unit.Id))
            {
                unmet.Add(new("budget.unit", "unit", unit is null ? "请填写单位：预算管它和它的下级。" : $"{unit.Name}不在您的权限范围内。"));
            }
            if (library.Find(typed.PolicyId ?? "", BusinessTime.DayOf(work.NowUtc)) is null)
            {
                unmet.Add(new("budget.policy", "policy", "没有这项政策。请从清单里选。"));
            }
            if (!int.TryParse(typed.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 2000 or > 2199)
            {
                unmet.Add(new("budget.year", "year", "请填写年度，例如 2026。"));
            }
            var fen = GrantTerms.Wan("预算金额", "wan", typed.Wan, unmet);
            if (string.IsNullOrWhiteSpace(typed.Document) || typed.Document.Length > 100)
            {
                unmet.Add(new("budget.document", "document", "请填写预算批复的文号，不超过 100 字。"));
            }
            if (unmet.Count > 0)
            {
                return Decision<long>.Refuse(unmet);
            }
            var before = await work.Db.Set<GrantBudget>().Where(b => b.UnitId == unit!.Id && b.PolicyId == typed.PolicyId && b.Year == year)
                .OrderByDescending(b => b.Version).FirstOrDefaultAsync(ct);
            var made = new GrantBudget
            {
                UnitId = unit!.Id, PolicyId = typed.PolicyId!, Year = year, Version = (before?.Version ?? 0) + 1, Fen = fen!.Value,
                Document = typed.Document!.Trim(),
                SetBy = viewer.ActorId, SetByName = viewer.Name, SetAtUtc = work.NowUtc,
            };
            work.Db.Add(made);
            work.Audit("grant.budget", $"budget:{made.Id}", new
            {
                unit = unit.Name, made.PolicyId, made.Year, made.Version,
                before = before?.Fen, after = made.Fen, made.Document
            });
            return Decision<long>.Allow(made.Id);
        }, ct);
    }
}
