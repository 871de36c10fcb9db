using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Policies;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Grants;

/// <summary>An application as typed.</summary>
/// <param name="Facts">Lines such as 实际投资：2亿元, or JSON.</param>
/// <param name="Unit">Name or code of the unit that handles it; empty for the project's or the person's own.</param>
/// <param name="Year">The year the money is for; empty for a clause that gives once.</param>
/// <param name="AskedWan">In 万元; empty asks for what the clause gives.</param>
/// <param name="CaseReason">一事一议: why more than computed.</param>
public sealed record GrantFacts(string? PolicyId, string? Article, string? Name, string? Code, string? Facts, string? Unit = null,
    string? Year = null,
    string? AskedWan = null, string? CaseReason = null, long? ProjectId = null, bool Automatic = false);

/// <summary>Applies for a grant (申报), or for one found by the office itself (免申即享); applies again after a return (改后重报).</summary>
internal sealed class ApplyGrant(Writer writer, OpenGrants grants, GrantComputing computing, ProjectSubjects projects, UnitDirectory units)
{
    private const string Told = "申报填写";

    /// <returns>The id of the grant.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, GrantFacts typed, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var (scope, today) = (new GrantScope(viewer, tree), BusinessTime.DayOf(work.NowUtc));
            var (grant, computed, unmet) = await ReadAsync(work, scope, typed, today, ct);
            if (grant is null || unmet.Count > 0)
            {
                return Decision<long>.Refuse(unmet);
            }
            work.Db.Add(grant);
            await PlanAsync(work, grant, computed!, typed, viewer, today, ct);
            OpenedGrant.Step(work, grant, GrantAct.Applied, grant.AskedFen, grant.CaseReason);
            return Decision<long>.Allow(grant.Id);
        }, ct);
    }

    /// <summary>Applies again with what was put right; policy and clause stay.</summary>
    public Task<Decision> AgainAsync(Viewer viewer, long id, int? version, GrantFacts typed, CancellationToken ct) =>
        grants.ChangeAsync(viewer, Rights.Report, id, [GrantState.Returned], version, async opened =>
        {
            var (grant, work) = (opened.Grant, opened.Work);
            var (next, computed, unmet) = await ReadAsync(work, opened.Scope,
                typed with { PolicyId = grant.PolicyId, Article = grant.Article }, opened.Today, ct, grant.Id);
            if (next is null || unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            (grant.BeneficiaryName, grant.BeneficiaryCode, grant.Year, grant.ProjectId, grant.OwnerUnitId) =
                (next.BeneficiaryName, next.BeneficiaryCode, next.Year, next.ProjectId, next.OwnerUnitId);
            (grant.PolicyName, grant.ClauseName, grant.PolicyVersion, grant.Subject) = (next.PolicyName, next.ClauseName,
                next.PolicyVersion, next.Subject);
            (grant.FactsJson, grant.ReasonJson, grant.ComputedFen, grant.AskedFen, grant.CaseReason, grant.LiveKey) =
                (next.FactsJson, next.ReasonJson, next.ComputedFen, next.AskedFen, next.CaseReason, next.LiveKey);
            (grant.State, grant.AppliedBy, grant.VerifiedBy) = (GrantState.Submitted, opened.Actor, null);
            work.Db.RemoveRange(await work.Db.Set<GrantFact>().Where(f => f.GrantId == id).ToListAsync(ct));
            work.Db.RemoveRange(await opened.PlanAsync(ct));
            await work.Db.SaveChangesAsync(ct); // The facts keep their names: old rows go before the new ones come.
            await PlanAsync(work, grant, computed!, typed, viewer, opened.Today, ct);
            opened.Note(GrantAct.Corrected, grant.AskedFen, grant.CaseReason);
            return Decision.Allow;
        }, ct);

    private async Task<(Grant? Grant, GrantComputed? Computed, List<Unmet> Unmet)> ReadAsync(WriteWork work, GrantScope scope,
        GrantFacts typed, DateOnly today, CancellationToken ct, long again = 0)
    {
        var unmet = new List<Unmet>();
        var (name, code) = (typed.Name?.Trim() ?? "", typed.Code?.Trim().ToUpperInvariant() ?? "");
        if (name.Length is 0 or > 200)
        {
            unmet.Add(new("grant.name", "name", "请填写企业名称，不超过 200 字。"));
        }
        if (!CreditCode.IsValid(code))
        {
            unmet.Add(new("grant.code", "code", $"统一社会信用代码“{code}”不对：应是 18 位，最后一位是校验码。请照营业执照核对。"));
        }
        var project = await ProjectAsync(work, scope, typed, unmet, ct);
        var unit = Unit(typed, scope, project, unmet);
        var (facts, problems) = PolicyFactsText.Read(typed.Facts);
        unmet.AddRange(problems.Select(p => new Unmet("grant.facts", "facts", p)));
        var year = Year(typed, today, unmet);
        var computed = year is null ? null : computing.Ask(typed.PolicyId ?? "", typed.Article ?? "", year.Value, facts, today, unmet);
        var asked = string.IsNullOrWhiteSpace(typed.AskedWan) && computed?.CeilingFen is { } most and > 0 ? most
            : computed is null ? null : GrantTerms.Wan("申报金额", "asked", typed.AskedWan, unmet);
        if (asked > (computed?.CeilingFen ?? 0) && string.IsNullOrWhiteSpace(typed.CaseReason))
        {
            unmet.Add(new("grant.above", "caseReason", computed!.CeilingFen is { } ceiling
                ? $"申报 {Money.Show(asked)}，按条款算只有 {Money.Show(ceiling)}。请改少；确需“一事一议”的写明理由和依据。" : "条款没有定额。请写明“一事一议”的理由和依据。"));
        }
        if (computed is null || asked is null || unit is null || unmet.Count > 0)
        {
            return (null, null, unmet);
        }
        var grant = new Grant
        {
            Id = again == 0 ? Ids.Next() : again, PolicyId = typed.PolicyId!, Article = typed.Article!, BeneficiaryName = name,
            BeneficiaryCode = code, Year = year!.Value, ProjectId = project?.Id, OwnerUnitId = unit.Id,
            Origin = typed.Automatic ? GrantOrigin.Automatic : GrantOrigin.Applied, PolicyName = computed.Result.Policy.Name,
            ClauseName = computed.Result.Name, PolicyVersion = computed.Result.Policy.VersionFrom,
            Subject = computed.Result.Policy.Stacking == "就高不重复" ? computed.Result.Subject : null, FactsJson = computed.FactsJson,
            ReasonJson = GrantReason.Of(computed.Result).ToJson(), ComputedFen = computed.CeilingFen, AskedFen = asked.Value,
            CaseReason = string.IsNullOrWhiteSpace(typed.CaseReason) ? null : typed.CaseReason.Trim(), AppliedBy = work.Viewer.ActorId,
            MovedOn = today, Version = 1, LiveKey = Grant.KeyOf(typed.PolicyId!, typed.Article!, code, year.Value),
        };
        unmet.AddRange(await GrantRivals.OfAsync(work.Db, grant, scope, ct));
        return (grant, computed, unmet);
    }

    private static async Task<Project?> ProjectAsync(WriteWork work, GrantScope scope, GrantFacts typed, List<Unmet> unmet,
        CancellationToken ct)
    {
        if (typed.ProjectId is not { } id)
        {
            return null;
        }
        var project = await work.Db.Set<Project>().Where(scope.Policy.Filter(work.Db)).FirstOrDefaultAsync(p => p.Id == id, ct);
        if (project is null)
        {
            unmet.Add(new("grant.project", "project", "没有这个项目，或它不在您的权限范围内。请从项目页发起申报。"));
        }
        return project;
    }

    private static UnitNode? Unit(GrantFacts typed, GrantScope scope, Project? project, List<Unmet> unmet)
    {
        UnitNode? unit;
        if (!string.IsNullOrWhiteSpace(typed.Unit))
        {
            if (UnitText.Read("受理单位", typed.Unit.Trim(), scope.Tree, out unit) is { } wrong)
            {
                unmet.Add(new("grant.unit", "unit", wrong));
                return null;
            }
        }
        else
        {
            unit = scope.Tree.Find(project is { } p && scope.Sees(p.OwnerUnitId) ? p.OwnerUnitId : scope.Viewer.UnitId ?? 0);
        }
        if (unit is null || !scope.Sees(unit.Id))
        {
            unmet.Add(new("grant.unit", "unit", unit is null ? "请填写受理单位：由它核实、审批，从它的预算里拨付。" : $"{unit.Name}不在您的权限范围内，不能替它受理。"));
            return null;
        }
        return unit;
    }

    private int? Year(GrantFacts typed, DateOnly today, List<Unmet> unmet)
    {
        if (computing.Clause(typed.PolicyId, typed.Article, today) is not { } clause || !GrantComputing.IsYearly(clause))
        {
            return 0;
        }
        if (int.TryParse(typed.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2199)
        {
            return year;
        }
        unmet.Add(new("grant.year", "year", "这一条款按年度兑现。请写明是哪一年度的，例如 2025。"));
        return null;
    }

    private async Task PlanAsync(WriteWork work, Grant grant, GrantComputed computed, GrantFacts typed, Viewer viewer, DateOnly today,
        CancellationToken ct)
    {
        var known = typed.ProjectId is { } project ? (await projects.OneAsync(viewer, project, today, ct)) : null;
        work.Db.AddRange(computed.Facts.Select((f, i) => new GrantFact
        {
            GrantId = grant.Id, Name = f.Name, Value = f.Value, Position = i + 1,
            Source = known?.Sources.FirstOrDefault(s => s.Fact.Name == f.Name) is { } source
                && FactText.Of(known.Facts, source.Fact) == f.Value ? source.Text : Told,
        }));
        work.Db.AddRange(GrantComputing.Fit(computed.Plan.Count > 0 ? computed.Plan : [new PlannedPart(today.AddDays(30), grant.AskedFen)],
            grant.AskedFen)
            .Select((p, i) => new GrantInstalment { GrantId = grant.Id, Position = i + 1, Due = p.Due, Fen = p.Fen }));
    }
}
