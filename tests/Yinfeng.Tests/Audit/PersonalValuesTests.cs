using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Audit;

public class PersonalValuesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>What people are called and how to reach them never stands in an entry; whoever may read it gets it back.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task PersonalValues_StandBesideTheEntry_AndComeBack(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await store.Get<Writer>().RunAsync(Some.User("li.min", null), Rights.None, work =>
        {
            work.Audit("project.edit", "project:5", new
            {
                before = new { leader = "王建国", park = "北园" }, after = new { leader = "赵卫东", park = "南园" }, remark = "联系 13805340000 或陈工",
            });
            work.Audit("project.assign", "project:5", new { field = "leader", before = "孙一", after = "钱二" });
            work.Audit("user.add", "user:zhou", new { Name = "周某", unit = 371400 });
            return Task.FromResult(0);
        }, None);

        await using var db = store.Database.OpenRead();
        var stored = await db.Set<AuditEntry>().OrderByDescending(e => e.Seq).Take(3).ToListAsync();
        var all = string.Join("\n", stored.Select(e => $"{e.ActorId} {e.Subject} {e.Detail}"));
        string[] persons = ["王建国", "赵卫东", "13805340000", "孙一", "钱二", "周某", "li.min", "zhou"];
        Assert.All(persons, p => Assert.DoesNotContain(p, all, StringComparison.Ordinal));
        Assert.Contains("南园", all, StringComparison.Ordinal);
        var opened = await AuditPeople.OpenAsync(db, stored, None);
        var shown = string.Join("\n", opened.Select(e => $"{e.ActorId} {e.Subject} {e.Detail}"));
        Assert.All(persons, p => Assert.Contains(p, shown, StringComparison.Ordinal));
        Assert.True((await store.Get<VerifyStore>().RunAsync([], null, None)).Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AChangedPersonalValue_OrPerson_IsDamage(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await SomeLog.WriteAsync(store, 20);
        var seq = await FirstPersonalAsync(store);
        await SomeLog.ChangeAsync(store, $"UPDATE audit_personal SET value = '李四' WHERE seq = {seq}");
        Assert.Equal(seq, (await store.Get<VerifyStore>().RunAsync([], null, None)).FirstDamaged!.Seq);

        await SomeLog.ChangeAsync(store, "DELETE FROM audit_personal");
        Assert.True((await store.Get<VerifyStore>().RunAsync([], null, None)).Ok);
        await SomeLog.ChangeAsync(store, "UPDATE audit_person SET actor_id = 'user:zhao'");
        Assert.False((await store.Get<VerifyStore>().RunAsync([], null, None)).Ok);
    }

    [Fact]
    public async Task APerson_HasOnePseudonym_AndARefusedWriteLeavesNone()
    {
        await using var store = await TestStore.NewAsync();
        Task<Decision> Act(string login, bool allowed) => store.Get<Writer>().RunAsync(Some.User(login, null), Rights.None, work =>
        {
            work.Audit("unit.add", "", new { });
            return Task.FromResult(allowed ? Decision.Allow : Decision.Refuse("no", "", "不行。"));
        }, None);
        await Act("li", true);
        await Act("wang", false);
        await Act("li", true);
        await using var db = store.Database.OpenRead();
        var people = await db.Set<AuditPerson>().ToListAsync();
        Assert.Equal(["user:li"], people.Select(p => p.ActorId));
        Assert.Equal(2, await db.Set<AuditEntry>().CountAsync(e => e.ActorId == people[0].Pseudonym));
    }

    [Theory]
    [InlineData("请找13805340000", true)]
    [InlineData("证件 11010519491231002X", true)]
    [InlineData("证件 110105194912310021", false)] // Its check character does not fit.
    [InlineData("信用代码 914403001922038216", false)]
    [InlineData("项目 1380534000012", false)]
    [InlineData("2,300,000,000 元", false)]
    public void Numbers_OfPeople_AreTold(string text, bool isPersonal) => Assert.Equal(isPersonal, PersonalValues.HoldsNumber(text));

    private static async Task<long> FirstPersonalAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<AuditPersonal>().MinAsync(p => p.Seq);
    }
}
