using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Arbitration;

/// <summary>A project that two counties of one city claim, with the case that was found, and the people in it.</summary>
internal sealed class Dispute(TestStore store)
{
    public const string Code = "914403001922038216";
    public static readonly Viewer Linyi = Some.User("wang", Some.Linyi), Laoling = Some.User("chen", Some.Laoling), City = Some.User("shi", Some.Dezhou),
        Province = Some.User("sheng", 370000), Stranger = Some.User("lu", 371425);
    public static readonly TypedTerms ToLinyi = new("1", "1", "50");

    public TestStore Store => store;
    public Project One { get; private set; } = null!;
    public Project Two { get; private set; } = null!;
    public long Id { get; private set; }

    /// <param name="change">Changes the second record, the one of 乐陵市.</param>
    public static async Task<Dispute> MakeAsync(TestStore store, Action<Project>? change = null)
    {
        var dispute = new Dispute(store) { One = Of(Some.Linyi, "膳食纤维生产项目"), Two = Of(Some.Laoling, "首创生物膳食纤维项目") };
        dispute.Two.SignedOn = new LedgerDate(2022, 6, 1);
        change?.Invoke(dispute.Two);
        await Some.SaveAsync(store, dispute.One);
        await Some.SaveAsync(store, dispute.Two);
        await store.Get<RecordDoubleClaims>().RunAsync(null, null, default);
        await using var db = store.Database.OpenRead();
        dispute.Id = await db.Set<ClaimSide>().Where(s => s.MatterId == dispute.One.Id).Select(s => s.CaseId).SingleAsync();
        return dispute;
    }

    private static Project Of(long unit, string name)
    {
        var project = Some.Project(ProjectStage.Signed, name, unit);
        (project.Investor, project.InvestorCreditCode) = ("首创生物科技有限公司", Code);
        return project;
    }

    public async Task<ClaimCase> CaseAsync()
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<ClaimCase>().SingleAsync(c => c.Id == Id);
    }

    /// <summary>Both sides state their claims, so that the ruling is due.</summary>
    public async Task ClaimAsync()
    {
        var answer = store.Get<AnswerClaim>();
        Assert.Empty((await answer.RunAsync(Linyi, Id, false, "我县先报", default)).Unmet);
        Assert.Empty((await answer.RunAsync(Laoling, Id, false, "我市先签", default)).Unmet);
    }

    public Task<Decision> RuleAsync(Viewer viewer, TypedTerms? terms = null, string reason = "临邑县首报并持续跟进") =>
        store.Get<RuleClaim>().RunAsync(viewer, Id, terms ?? ToLinyi, reason, default);

    public async Task<ClaimView?> ViewAsync(Viewer viewer) => await store.Get<ArbitrationQueries>().GetAsync(viewer, Id, default);

    public async Task<List<(long Unit, int Share, string From, string? To)>> SharesAsync(long project)
    {
        await using var db = store.Database.OpenRead();
        return [.. (await db.Set<CreditShare>().Where(s => s.ProjectId == project).ToListAsync()).OrderBy(s => s.From).ThenBy(s => s.UnitId)
            .Select(s => (s.UnitId, s.ShareBp, s.From.ToString(), s.To?.ToString()))];
    }
}
