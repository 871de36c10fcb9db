using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Enterprises;
using Yinfeng.Industries;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Industries;

public sealed class CorrectIndustryTests
{
    private const string Name = "德州甲膜结构有限公司";

    [Theory, OnSqlite, OnPostgres]
    public async Task Correct_CountsAtOnceTeachesItsKindIsLoggedAndIsTakenBack(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (judge, correct) = (store.Get<IndustryJudge>(), store.Get<CorrectIndustry>());
        var before = judge.Judge("德州乙膜结构有限公司", "");

        var made = await correct.RunAsync(TestStore.Viewer, Name, "", "E50", default);

        Assert.Equal((50, 1.0), (judge.Judge(Name, "").Division, judge.Judge(Name, "").Confidence));
        Assert.Equal(50, judge.Judge("德州乙膜结构有限公司", "").Division);
        Assert.NotEqual(50, before.Division);
        var line = Assert.Single(await store.Get<IndustryQueries>().CorrectionsAsync(TestStore.Viewer, default));
        Assert.Equal((Name, 50), (line.Name, line.Division));

        Assert.True((await correct.UndoAsync(TestStore.Viewer, made.Value, default)).Allowed);
        Assert.Equal(before.Division, judge.Judge("德州乙膜结构有限公司", "").Division);
        Assert.Empty(await store.Get<IndustryQueries>().CorrectionsAsync(TestStore.Viewer, default));
        Assert.Equal(["industry.not-found"], (await correct.UndoAsync(TestStore.Viewer, made.Value, default)).Unmet.Select(u => u.Code));
        await using var db = store.Database.OpenRead();
        Assert.Equal(["industry.correct", "industry.undo"],
            await db.Set<AuditEntry>().Where(e => e.Action.StartsWith("industry.")).OrderBy(e => e.Seq).Select(e => e.Action).ToListAsync());
    }

    [Fact]
    public async Task Correct_ASecondTime_ReplacesTheFirst()
    {
        await using var store = await TestStore.NewAsync();
        await store.Get<CorrectIndustry>().RunAsync(TestStore.Viewer, Name, "", "50", default);
        await store.Get<CorrectIndustry>().RunAsync(TestStore.Viewer, Name, "", "33", default);

        Assert.Equal(33, store.Get<IndustryJudge>().Judge(Name, "").Division);
        Assert.Single(await store.Get<IndustryQueries>().CorrectionsAsync(TestStore.Viewer, default));
    }

    [Fact]
    public async Task Correct_NoNameAndNoSuchDivision_RefusesBoth()
    {
        await using var store = await TestStore.NewAsync();

        var refused = await store.Get<CorrectIndustry>().RunAsync(TestStore.Viewer, " ", null, "98", default);

        Assert.Equal(["industry.name", "industry.division"], refused.Unmet.Select(u => u.Code));
    }

    [Fact]
    public async Task Correct_WithoutTheRight_Throws()
    {
        await using var store = await TestStore.NewAsync();
        var looker = TestStore.Viewer with { Rights = Rights.See };

        await Assert.ThrowsAsync<RightMissingException>(() => store.Get<CorrectIndustry>().RunAsync(looker, Name, "", "50", default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Correct_ACompanyOfTheBase_HoldsAtOnce_AndReclassifiesItsKind(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, [Row(Name, Code(1), scope: ""), Row("德州乙膜结构有限公司", Code(2), scope: ""), Row("德州丙水泥有限公司", Code(3), scope: "水泥制造。")]));
        var (correct, reclassify) = (store.Get<CorrectIndustry>(), store.Get<ReclassifyCompanies>());
        var (company, others) = (await OneAsync(store, Name), (await OneAsync(store, "德州乙膜结构有限公司"), await OneAsync(store, "德州丙水泥有限公司")));

        var made = await correct.RunAsync(TestStore.Viewer, company.Id, "50", default);

        Assert.True(made.Allowed);
        Assert.Equal((50, others.Item1.Division), ((await OneAsync(store, Name)).Division, (await OneAsync(store, "德州乙膜结构有限公司")).Division));
        Assert.True(await reclassify.IsOwedAsync(default));

        var round = await reclassify.RunAsync(default);

        Assert.Equal((3, 3, 1), (round.Total, round.Read, round.Changed)); // The one like it; the corrected one was stored with its correction.
        Assert.Equal((50, others.Item2.Division), ((await OneAsync(store, "德州乙膜结构有限公司")).Division, (await OneAsync(store, "德州丙水泥有限公司")).Division));
        Assert.False(await reclassify.IsOwedAsync(default));
        await using var db = store.Database.OpenRead();
        Assert.Equal(2, await db.Set<Enterprise>().CountAsync(e => e.Division == 50)); // Memory and store say the same.

        await correct.UndoAsync(TestStore.Viewer, made.Value, default);
        Assert.Equal(2, (await reclassify.RunAsync(default)).Changed);
        Assert.Equal(company.Division, (await OneAsync(store, Name)).Division);
        Assert.Equal(["industry.company"], (await correct.RunAsync(TestStore.Viewer, 1, "50", default)).Unmet.Select(u => u.Code));
    }
}
