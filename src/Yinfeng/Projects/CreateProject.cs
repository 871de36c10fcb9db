using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>A project to be registered by hand.</summary>
/// <param name="OwnerUnit">Code or name of the unit that answers for it.</param>
/// <param name="Typed">Field name to text, as in <see cref="ProjectFields"/>.</param>
/// <param name="Stage">Where it stands; beyond 线索 it is taken on as found, which needs <paramref name="Reason"/>.</param>
/// <param name="DecidedBy">Who answers for taking it on without the evidence of the gates behind it.</param>
/// <param name="ConfirmedNew">The person has seen that a project of this name exists, and means another one.</param>
public sealed record NewProject(string? OwnerUnit, IReadOnlyDictionary<string, string?> Typed, ProjectStage Stage = ProjectStage.Lead,
    string? Reason = null, string? DecidedBy = null, bool ConfirmedNew = false);

/// <summary>Registers a project (登记项目).</summary>
internal sealed class CreateProject(Database database, Writer writer, UnitDirectory units, TimeProvider clock)
{
    /// <returns>A <see cref="Decision{T}"/> of the new id, or every unmet condition.</returns>
    public async Task<Decision> RunAsync(Viewer viewer, NewProject asked, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var policy = new ProjectPolicy(viewer, tree);
        var sameName = await SameNameAsync(asked, policy, ct); // A hint, so it need not hold up other writers.
        return await writer.RunAsync(viewer, Rights.Report, work => Task.FromResult(Create(work, asked, policy, sameName)), ct);
    }

    /// <summary>Registers a project as part of a write that is under way, such as turning a lead into one.</summary>
    public async Task<Decision> CreateAsync(WriteWork work, NewProject asked, ProjectPolicy policy, CancellationToken ct) =>
        Create(work, asked, policy, await SameNameAsync(asked, policy, ct));

    private Decision Create(WriteWork work, NewProject asked, ProjectPolicy policy, IReadOnlyList<Unmet> sameName)
    {
        var tree = policy.Tree;
        var project = new Project { Name = "", CreatedAtUtc = work.NowUtc, UpdatedAtUtc = work.NowUtc, Version = 1, Stage = asked.Stage };
        var unmet = Owner(asked, policy, project);
        var typed = new Dictionary<string, string?>(asked.Typed, StringComparer.OrdinalIgnoreCase);
        typed.TryAdd("name", "");
        if (string.IsNullOrWhiteSpace(typed.GetValueOrDefault("landingUnit")))
        {
            typed.Remove("landingUnit"); // Built where it is owned, unless said otherwise.
        }
        unmet.AddRange(FieldChanges.Apply(project, typed, tree));
        var facts = new GateFacts(project, [], new Dictionary<ProjectStage, LedgerDate>());
        unmet.AddRange(StageRules.Missing(facts, ProjectStage.Lead).Where(_ => asked.Stage == ProjectStage.Lead).Select(n => n.AsUnmet()));
        unmet.AddRange(ProjectChecks.Breaches(project, ProjectFields.All.Select(f => f.Name).ToHashSet(), BusinessTime.Today(clock)));
        var overridden = TakenOn(asked, facts, unmet);
        unmet.AddRange(sameName);
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        work.Db.Add(project);
        var opened = new OpenedProject(work, project, policy, BusinessTime.Today(clock));
        work.Db.Add(StageSteps.Entry(opened, asked.Stage, project.DateOf(asked.Stage), asked.Reason, asked.DecidedBy, overridden));
        work.Audit("project.create", $"project:{project.Id}", new
        {
            after = FieldChanges.Snapshot(project, tree).Where(x => x.Value.Length > 0).ToDictionary(),
            stage = asked.Stage, ownerUnit = project.OwnerUnitId, reason = asked.Reason, decidedBy = asked.DecidedBy,
        });
        work.Changes.ProjectIds.Add(project.Id);
        return Decision<long>.Allow(project.Id);
    }

    private static List<Unmet> Owner(NewProject asked, ProjectPolicy policy, Project project)
    {
        if (UnitText.Read("责任单位", (asked.OwnerUnit ?? "").Trim(), policy.Tree, out var owner) is { } problem)
        {
            return [new("project.owner-unit.unreadable", "ownerUnit", problem)];
        }
        project.OwnerUnitId = project.LandingUnitId = owner!.Id;
        project.CityId = policy.Tree.CityOf(owner.Id);
        return policy.Sees(owner.Id) ? []
            : [new("project.owner-unit.outside", "ownerUnit", $"{owner.Name}不在您的权限范围内，只能为本单位及下级单位登记项目。")];
    }

    /// <summary>A project that is further than a lead is taken on as found: what its gates lack is kept with the decision.</summary>
    private static IReadOnlyList<Unmet>? TakenOn(NewProject asked, GateFacts facts, List<Unmet> unmet)
    {
        if (asked.Stage == ProjectStage.Lead)
        {
            return null;
        }
        if (string.IsNullOrWhiteSpace(asked.Reason) || string.IsNullOrWhiteSpace(asked.DecidedBy))
        {
            unmet.Add(new("project.taken-on.reason-missing", "reason",
                $"直接登记为“{StageRules.Name(asked.Stage)}”跳过了前面各关的材料，请写明由谁决定、为什么按现状登记。"));
        }
        if (facts.DateOf(asked.Stage) is null)
        {
            unmet.Add(StageRules.Of(asked.Stage).Needs.First(n => n.Kind == NeedKind.Date).AsUnmet());
        }
        return [.. StageRules.Gates.Where(g => g.Stage <= asked.Stage).SelectMany(g => g.Needs).Where(n => !n.IsMet(facts))
            .DistinctBy(n => n.Code).Select(n => n.AsUnmet())];
    }

    private async Task<IReadOnlyList<Unmet>> SameNameAsync(NewProject asked, ProjectPolicy policy, CancellationToken ct)
    {
        var name = asked.Typed.FirstOrDefault(x => x.Key.Equals("name", StringComparison.OrdinalIgnoreCase)).Value?.Trim();
        if (asked.ConfirmedNew || string.IsNullOrEmpty(name))
        {
            return [];
        }
        await using var db = database.OpenRead();
        var same = await db.Set<Project>().Where(policy.Filter(db)).Where(p => p.Name == name)
            .Select(p => new { p.Id, p.OwnerUnitId }).Take(3).ToListAsync(ct);
        return [.. same.Select(s => new Unmet("project.duplicate-suspected", "name",
            $"{UnitText.Name(s.OwnerUnitId, policy.Tree)}已有同名项目（编号 {s.Id}）。如果是同一个项目，请到那里更新；"
            + "确实是另一个，请勾选“已核对，不是同一个项目”再保存。"))];
    }
}
