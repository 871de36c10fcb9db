using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Suspicion;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Suspicion.SuspicionTown;

namespace Yinfeng.Tests.Suspicion;

public class DoubtLifeTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4 a receipt");

    [Theory, OnSqlite, OnPostgres]
    public async Task AnExplanation_IsGivenByTheUnit_JudgedByWhoLooked_AndKept(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var town = await FillAsync(store);
        await RunAsync(store);
        var (id, answer, judge) = (await IdAsync(store, "funds.above-total", town.Above.Id), store.Get<AnswerDoubt>(), store.Get<JudgeDoubt>());

        await using var content = new MemoryStream(Pdf);
        Assert.Empty((await answer.RunAsync(Reporter, id, "4 月追加投资，批复附后。", "C:\\桌面\\批复.pdf", content, default)).Unmet);
        Assert.Equal("doubt.organiser", (await judge.RunAsync(CountyInspector, id, true, "同意。", default)).Unmet[0].Code); // A unit does not lift its own.
        Assert.Equal("doubt.reason", (await judge.RunAsync(City, id, true, " ", default)).Unmet[0].Code);
        await Assert.ThrowsAsync<RightMissingException>(() => judge.RunAsync(Reporter, id, true, "同意。", default));
        Assert.Empty((await judge.RunAsync(City, id, true, "批复属实。", default)).Unmet);

        var view = (await store.Get<DoubtQueries>().GetAsync(Reporter, id, default))!;
        Assert.Equal([(DoubtState.Answered, "lin"), (DoubtState.Explained, "shi")], view.Notes.Select(n => (n.State, n.Name)));
        Assert.Equal(("批复.pdf", Pdf.Length), (view.Notes[0].FileName, view.Notes[0].Bytes));
        Assert.NotNull(await store.Get<DoubtQueries>().FileAsync(Reporter, id, view.Notes[0].Id, default));
        Assert.Equal("doubt.closed", (await answer.RunAsync(Reporter, id, "再说明", null, null, default)).Unmet[0].Code);

        // Not raised again while its figures stand; with other figures it is another doubt.
        Assert.Empty((await RunAsync(store)).New);
        await Some.SaveAsync(store, Month(town.Above, 6, 90));
        Assert.NotEqual(id, Assert.Single((await RunAsync(store)).New));
    }

    [Fact]
    public async Task WhoeverExplains_DoesNotJudge_AndOthersDoNotExplain()
    {
        await using var store = await TestStore.NewAsync();
        var town = await FillAsync(store);
        await RunAsync(store);
        var (id, laoling) = (await IdAsync(store, "funds.above-total", town.Above.Id), Some.User("le", Some.Laoling));

        Assert.Equal(DoubtDesk.NoDoubt, (await store.Get<AnswerDoubt>().RunAsync(laoling, id, "不是我们的", null, null, default)).Unmet[0]);
        Assert.Equal("doubt.text", (await store.Get<AnswerDoubt>().RunAsync(Reporter, id, "", null, null, default)).Unmet[0].Code);
        using var script = new MemoryStream(Encoding.ASCII.GetBytes("<script>"));
        Assert.Equal("evidence.type-unknown", (await store.Get<AnswerDoubt>().RunAsync(Reporter, id, "附后", "a.pdf", script, default)).Unmet[0].Code);
        Assert.Empty((await store.Get<AnswerDoubt>().RunAsync(City, id, "市里代为说明。", null, null, default)).Unmet);
        Assert.Equal("doubt.four-eyes", (await store.Get<JudgeDoubt>().RunAsync(City, id, true, "同意。", default)).Unmet[0].Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AListOfFirmsStruckOff_IsTakenIn_NamesWhatItCannotRead_AndFindsTheFirm(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var town = await FillAsync(store);
        var path = Path.Combine(store.Database.DataFolder, "名单.csv");
        await File.WriteAllTextAsync(path, $"统一社会信用代码,企业名称,注销日期\n{Firm},甲公司,2021-03-04\n123,乙公司,2021-03-04\n9144030071526726XG,丙公司,去年\n");

        var taken = await store.Get<OutsideLists>().FirmsAsync(City, path, "市市场监管局", default);
        Assert.Equal((3, 1, 0, 2), (taken.Value!.Rows, taken.Value.New, taken.Value.Changed, taken.Value.Refused.Count));
        Assert.Contains("第 3 行", taken.Value.Refused[0], StringComparison.Ordinal);
        Assert.Equal((0, 0), (await store.Get<OutsideLists>().FirmsAsync(City, path, "市市场监管局", default)).Value is { } again ? (again.New, again.Changed) : default);
        Assert.Equal("suspicion.source", (await store.Get<OutsideLists>().FirmsAsync(City, path, " ", default)).Unmet[0].Code);

        await RunAsync(store);
        var doubt = (await ListAsync(store)).First(l => l.Doubt.Code == "firm.struck-off" && l.Doubt.ProjectId == town.One.Id).Doubt;
        Assert.StartsWith("投资方已于 2021-03-04 注销或吊销，签约日期却是", doubt.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxies_AreTakenInForOnesOwnUnits()
    {
        await using var store = await TestStore.NewAsync();
        var path = Path.Combine(store.Database.DataFolder, "用电.csv");
        await File.WriteAllTextAsync(path, "单位,月份,工业用电量（万千瓦时）,税收\n临邑县,2022-01,120.5,33\n乐陵市,2022-01,x,\n青岛市,2022-01,1,1\n");

        var taken = (await store.Get<OutsideLists>().ProxiesAsync(City, path, "供电公司", default)).Value!;

        Assert.Equal((3, 2, 2), (taken.Rows, taken.New, taken.Refused.Count));
        await using var db = store.Database.OpenRead();
        Assert.Equal([("power", 1_205_000L), ("tax", 330_000)], (await db.Set<ProxyFigure>().OrderBy(f => f.Kind).ToListAsync()).Select(f => (f.Kind, f.Value)));
    }
}
