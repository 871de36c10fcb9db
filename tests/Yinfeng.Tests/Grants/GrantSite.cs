using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Grants;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Tests.Grants;

/// <summary>People of 临邑县 who handle grants of 德州's incentive: 5% of the actual investment, at most 50 million.</summary>
internal sealed class GrantSite(TestStore store)
{
    public const string Policy = "dezhou-2022-incentive", Article = "德州市招商引资激励办法（报道摘录）", Code = "914403001922038216",
        OtherCode = "9144030071526726XG";
    public static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);
    public static readonly Viewer Clerk = Only("clerk", Some.Linyi, Role.Reporter), Checker = Only("checker", Some.Linyi, Role.Verifier),
        Chief = Only("chief", Some.Linyi, Role.Approver), Cashier = Only("cashier", Some.Linyi, Role.Reporter),
            City = Only("city", Some.Dezhou, Role.Approver),
        Neighbour = Only("neighbour", Some.Laoling, Role.Reporter, Role.Approver);

    public TestStore Store { get; } = store;

    public static Viewer Only(string login, long unit, params Role[] roles) => new($"user:{login}", login, unit, Roles.Of(roles));
    public static string[] Codes(Decision decision) => [.. decision.Unmet.Select(u => u.Code)];
    public static string Day(int fromNow) => GrantTerms.Day(Today.AddDays(fromNow));

    /// <summary>1000万元 for an investment of 2亿元.</summary>
    public static GrantFacts Facts(string code = Code, string invested = "2亿元") => new(Policy, Article, "首创生物有限公司", code,
        $"注册地：德州市临邑县\n产业：省十强产业\n项目类型：招商项目\n签约日期：2023-01-05\n实际投资：{invested}");

    public async Task<long> ApplyAsync(GrantFacts? facts = null, Viewer? by = null)
    {
        var made = await Store.Get<ApplyGrant>().RunAsync(by ?? Clerk, facts ?? Facts(), default);
        Assert.Empty(made.Unmet);
        return made.Value;
    }

    public async Task<long> FileAsync(long id, string text = "1", Viewer? by = null)
    {
        using var content = new MemoryStream([.. "%PDF-1.7"u8, .. System.Text.Encoding.UTF8.GetBytes(text)]);
        return Assert.IsType<Decision<long>>(await Store.Get<AddGrantFile>().RunAsync(by ?? Clerk, id, $"佐证{text}.pdf", content, default))
            .Value;
    }

    public async Task<GrantView> ViewAsync(long id, Viewer? by = null) =>
        (await Store.Get<GrantQueries>().GetAsync(by ?? City, id, default))!;

    public async Task<Decision> VerifyAsync(long id, Viewer? by = null)
    {
        var file = await FileAsync(id, $"核实{Ids.Next()}");
        return await Store.Get<VerifyGrant>().RunAsync(by ?? Checker, id, null, (await ViewAsync(id))
            .Facts.ToDictionary(f => f.Name, _ => file), null, default);
    }

    public Task<Decision> ApproveAsync(long id, Viewer? by = null, ApprovalFacts? facts = null) =>
        Store.Get<ApproveGrant>().RunAsync(by ?? Chief, id, null, facts ?? new ApprovalFacts(), default);

    /// <summary>Applied for and verified.</summary>
    public async Task<long> VerifiedAsync(GrantFacts? facts = null)
    {
        var id = await ApplyAsync(facts);
        Assert.Empty((await VerifyAsync(id)).Unmet);
        return id;
    }

    /// <summary>Approved in these instalments, in 万元, a month apart.</summary>
    public async Task<long> ApprovedAsync(params int[] parts)
    {
        var id = await VerifiedAsync();
        Assert.Empty((await ApproveAsync(id, facts: new ApprovalFacts($"{parts.Sum()}",
            [.. parts.Select((p, i) => new PartFacts(Day(30 * i), $"{p}"))]))).Unmet);
        return id;
    }

    public Task<Decision> PayAsync(long id, int part, string voucher, long file, Viewer? by = null) =>
        Store.Get<PayGrant>().RunAsync(by ?? Cashier, id, new PaymentFacts(part, Day(0), voucher, file), default);

    public async Task<int> CountAsync<T>(Func<IQueryable<T>, IQueryable<T>> of) where T : class
    {
        await using var db = Store.Database.OpenRead();
        return await of(db.Set<T>()).CountAsync();
    }
}
