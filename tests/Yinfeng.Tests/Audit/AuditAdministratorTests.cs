using Yinfeng.Access;
using Yinfeng.Audit;

namespace Yinfeng.Tests.Audit;

public class AuditAdministratorTests
{
    [Fact]
    public async Task Log_ShowsTheAuditAdministratorWhoDidWhat_AndNothingOfTheBusiness()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store);
        await store.Get<Yinfeng.Persistence.Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Audit("project.edit", $"project:{project.Id}", new { name = "机密项目" });
            return Task.FromResult(0);
        }, default);
        await store.Get<AddUser>().RunAsync(TestStore.Viewer, new("li", "李敏", "德州市", [Role.Reporter]), default);
        var log = store.Get<AuditQueries>();
        var administrator = new Viewer("user:audit", "审计", null, Roles.Of(Role.AuditAdministrator));

        var hidden = (await log.PageAsync(administrator, new(null, "project.edit", null, null, null), 10, default))!.Lines.Single();
        Assert.Equal($"project:{project.Id}", hidden.Subject);
        Assert.DoesNotContain("机密项目", hidden.Entry.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("机密项目", (await log.EntryAsync(administrator, hidden.Entry.Seq, true, default))!.Entry.Detail, StringComparison.Ordinal);
        Assert.Contains("reporter", (await log.PageAsync(administrator, new(null, "user.add", null, null, null), 10, default))!.Lines.Single().Entry.Detail, StringComparison.Ordinal);
        var inspector = new Viewer("user:du", "督查", null, Roles.Of(Role.Inspector));
        Assert.Contains("机密项目", (await log.PageAsync(inspector, new(null, "project.edit", null, null, null), 10, default))!.Lines.Single().Entry.Detail, StringComparison.Ordinal);
        Assert.Null(await log.PageAsync(new Viewer("user:chen", "陈", null, Roles.Of(Role.Leader)), new(null, null, null, null, null), 10, default));
    }
}
