using System.Collections.Frozen;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.TaskForces;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Proofs;

/// <summary>No clause of the policy can be taken out unseen.</summary>
/// <remarks>The policy is written here once more, as a list of named clauses. It says the same as the product's over every combination
/// of facts; and without any one clause it no longer answers the witnesses below as they were answered by hand. So the product
/// without that clause would not either.</remarks>
public class PolicyClausesTests
{
    private const long City = Some.Dezhou, County = Some.Linyi, Neighbour = Some.Laoling, Away = 110105;

    /// <param name="Place">Unit of the viewer's post; null is the whole tree.</param>
    private sealed record Case(long? Place, Rights Rights, bool Given, long Owner, long Landing, long? Credit, ProjectStage Stage, Confidentiality Grade);

    private static readonly string[] Clauses =
    [
        "needs See", "given projects are seen", "only before signing it is secret", "only that grade is secret", "secrets need SeeSecrets", "but not of one's own unit",
        "secrets are the owner's line alone", "the owner's line sees", "the landing unit's line sees", "units with credit see", "elsewhere nothing is seen",
    ];

    /// <summary>Answered by hand.</summary>
    private static readonly (Case Case, bool Seen)[] Witnesses =
    [
        (new(City, Rights.None, true, County, County, null, ProjectStage.Signed, Confidentiality.Public), false),
        (new(Away, Rights.See, true, County, County, null, ProjectStage.Lead, Confidentiality.CommercialSecret), true),
        (new(City, Rights.See, false, County, County, null, ProjectStage.Signed, Confidentiality.CommercialSecret), true),
        (new(City, Rights.See, false, County, County, null, ProjectStage.Lead, Confidentiality.Internal), true),
        (new(City, Rights.See, false, County, County, null, ProjectStage.Reviewed, Confidentiality.CommercialSecret), false),
        (new(City, Rights.See | Rights.SeeSecrets, false, County, County, null, ProjectStage.Lead, Confidentiality.CommercialSecret), true),
        (new(County, Rights.See, false, County, County, null, ProjectStage.Lead, Confidentiality.CommercialSecret), true),
        (new(Neighbour, Rights.See | Rights.SeeSecrets, false, County, Neighbour, Neighbour, ProjectStage.Lead, Confidentiality.CommercialSecret), false),
        (new(County, Rights.See, false, County, Away, null, ProjectStage.Signed, Confidentiality.Public), true),
        (new(Neighbour, Rights.See, false, County, Neighbour, null, ProjectStage.Signed, Confidentiality.Public), true),
        (new(Neighbour, Rights.See, false, County, County, Neighbour, ProjectStage.Signed, Confidentiality.Public), true),
        (new(Neighbour, Rights.See, false, County, County, null, ProjectStage.Signed, Confidentiality.Public), false),
    ];

    [Theory, OnSqlite, OnPostgres]
    public async Task Witnesses_AreAnsweredByTheProductAsByHand_InMemoryAndInQueries(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var tree = await store.Get<UnitDirectory>().TodayAsync(default);
        foreach (var (one, seen) in Witnesses)
        {
            var project = Some.Project(one.Stage, "证人项目", one.Owner, one.Landing, one.Grade);
            await Some.SaveAsync(store, one.Credit is { } unit
                ? [project, new CreditShare { ProjectId = project.Id, UnitId = unit, From = new YearMonth(202201), ShareBp = 5_000 }] : [project]);
            var policy = new ProjectPolicy(ViewerOf(one, project.Id), tree);
            await using var db = store.Database.OpenRead();
            Assert.True(seen == policy.Can(project, one.Credit is { } credit ? [credit] : []), $"{one}");
            Assert.True(seen == db.Set<Project>().Where(policy.Filter(db)).Any(p => p.Id == project.Id), $"{one} in a query");
        }
    }

    [Fact]
    public async Task Clauses_SayTheSameAsTheProduct_AndNoneCanBeMissed()
    {
        await using var store = await TestStore.NewAsync();
        var tree = await store.Get<UnitDirectory>().TodayAsync(default);
        var cases = 0;
        foreach (var one in Every())
        {
            cases++;
            Assert.True(Sees(one, tree, null) == new ProjectPolicy(ViewerOf(one, 1), tree)
                .Can(1, one.Owner, one.Landing, one.Credit is { } unit ? [unit] : [], one.Stage, one.Grade), $"{one}");
        }
        Assert.True(cases > 50_000);
        foreach (var clause in Clauses)
        {
            Assert.True(Array.Exists(Witnesses, w => Sees(w.Case, tree, clause) != w.Seen), $"Nobody misses the clause: {clause}");
        }
    }

    /// <summary>Each row of the second list breaks one condition of a grant, and that one alone.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Grants_HoldOnlyWhileEveryConditionDoes(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (day, before, after, id) = (new DateOnly(2023, 6, 28), new DateOnly(2023, 6, 27), new DateOnly(2023, 6, 29), 1L);
        Share("force", day, day, day, day, day, day, user: 7);
        Share("unit", null, null, null, null, day, day, user: 0, unit: Neighbour);
        var held = id;
        Share("member not yet", day, day, after, after, day, day, user: 7);
        Share("member no more", day, day, before, before, day, day, user: 7);
        Share("force not yet", after, after, day, day, day, day, user: 7);
        Share("force no more", before, before, day, day, day, day, user: 7);
        Share("share not yet", day, day, day, day, after, after, user: 7);
        Share("share no more", day, day, day, day, before, before, user: 7);
        Share("another person", day, day, day, day, day, day, user: 8);
        Share("unit not yet", null, null, null, null, after, after, user: 0, unit: Neighbour);
        Share("unit no more", null, null, null, null, before, before, user: 0, unit: Neighbour);
        Share("another unit", null, null, null, null, day, day, user: 0, unit: Away);
        await Task.WhenAll(_rows.Select(r => Some.SaveAsync(store, r)));

        await using var db = store.Database.OpenRead();
        var given = await new SharedProjects().OfAsync(db, 7, Neighbour, day, default);
        Assert.Equal(Enumerable.Range(1, (int)held - 1).Select(i => (long)i), given.Order());

        void Share(string why, DateOnly? forceFrom, DateOnly? forceUntil, DateOnly? memberFrom, DateOnly? memberUntil, DateOnly from, DateOnly until, long user, long? unit = null)
        {
            long? force = null;
            if (forceFrom is not null)
            {
                var made = new TaskForce { Name = why, UnitId = County, From = forceFrom.Value, Until = forceUntil!.Value };
                force = made.Id;
                _rows.Add(made);
                _rows.Add(new TaskForceMember { TaskForceId = made.Id, UserId = user, From = memberFrom!.Value, Until = memberUntil!.Value });
            }
            _rows.Add(new ProjectShare { ProjectId = id++, TaskForceId = force, UnitId = unit, From = from, Until = until, Reason = why, SharedBy = "user:x" });
        }
    }

    private readonly List<object> _rows = [];

    private static Viewer ViewerOf(Case one, long project) =>
        new("user:w", "w", one.Place, one.Rights) { Shared = one.Given ? new[] { project }.ToFrozenSet() : [] };

    private static IEnumerable<Case> Every()
    {
        long[] units = [City, County, Neighbour, Away];
        return from place in units.Select(u => (long?)u).Append(null)
               from rights in new[] { Rights.None, Rights.See, Rights.SeeSecrets, Rights.See | Rights.SeeSecrets }
               from given in new[] { false, true }
               from owner in units
               from landing in units
               from credit in units.Select(u => (long?)u).Append(null)
               from stage in Enum.GetValues<ProjectStage>()
               from grade in Enum.GetValues<Confidentiality>()
               select new Case(place, rights, given, owner, landing, credit, stage, grade);
    }

    /// <param name="missing">The clause that was taken out.</param>
    private static bool Sees(Case one, UnitTree tree, string? missing)
    {
        bool In(string clause) => clause != missing;
        bool Line(long unit) => !In("elsewhere nothing is seen") || tree.IsWithin(unit, one.Place);
        if (In("needs See") && !one.Rights.HasFlag(Rights.See))
        {
            return false;
        }
        if (In("given projects are seen") && one.Given)
        {
            return true;
        }
        var secret = (!In("only before signing it is secret") || one.Stage < ProjectStage.Signed)
            && (!In("only that grade is secret") || one.Grade == Confidentiality.CommercialSecret);
        var open = (In("the owner's line sees") && Line(one.Owner)) || (In("the landing unit's line sees") && Line(one.Landing))
            || (In("units with credit see") && one.Credit is { } unit && Line(unit));
        return !secret ? open
            : (In("secrets are the owner's line alone") ? Line(one.Owner) : open)
                && (!In("secrets need SeeSecrets") || one.Rights.HasFlag(Rights.SeeSecrets) || (In("but not of one's own unit") && one.Place == one.Owner));
    }
}
