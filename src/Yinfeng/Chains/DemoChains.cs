using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Chains;

/// <summary>The chains of the demo workspace (演示): those that its ledgers' projects stand on, with posts instead of people, targets that are what the ledger
/// counts of its fullest year, and tasks for the nodes with projects and their neighbours.</summary>
public sealed class DemoChains(IServiceProvider services)
{
    private static readonly (string Code, int Year)[] Ledgers = [("140800", 2021), ("371400", 2022)];

    private static readonly (string Chain, string Chief, string Office)[] Charges =
    [
        ("high-end-equipment", "分管工业的副市长（示例）", "工业和信息化局"),
        ("auto-parts", "分管工业的副市长（示例）", "工业和信息化局"),
        ("food-grain", "分管农业的副市长（示例）", "农业农村局"),
        ("health-care", "分管卫生健康的副市长（示例）", "卫生健康委员会"),
    ];

    private static readonly Viewer Office = Viewer.Product("demo", "演示办公室");
    private readonly ChainQueries _chains = services.GetRequiredService<ChainQueries>();

    public async Task FillAsync(CancellationToken ct)
    {
        foreach (var (code, year) in Ledgers)
        {
            var city = (await _chains.UnitAsync(Office, code, ct))!;
            foreach (var (id, chief, office) in Charges)
            {
                var view = (await _chains.ViewAsync(Office, id, new ChainAsk(code, new DateOnly(year, 12, 31)), city, ct))!;
                if (view.Year.Signed > 0)
                {
                    await ChargeAsync(view, chief, city.Name + office, ct);
                    await TasksAsync(view, city.Name + office, ct);
                }
            }
        }
    }

    private async Task ChargeAsync(ChainView view, string chief, string office, CancellationToken ct)
    {
        var (city, chain, signed) = (view.Unit.Id, view.Chain.Id, view.Year);
        var plan = $"（示例）台账 {signed.Year} 年签约 {signed.Signed} 个、{Money.Show(signed.SignedFen)}；今年的目标是不低于这个数。";
        Must(await services.GetRequiredService<SetChainCharge>().RunAsync(Office, city, chain,
            new ChainChargeFacts(new DateOnly(_chains.Today.Year, 1, 1), chief, office, plan), ct));
        Must(await services.GetRequiredService<SetChainTarget>().RunAsync(Office, city, chain, _chains.Today.Year, signed.Signed, Money.ToYi(signed.SignedFen), ct));
    }

    private async Task TasksAsync(ChainView view, string office, CancellationToken ct)
    {
        var found = view.Nodes.Where(n => Projects(n) > 0).OrderByDescending(Projects).ToList();
        if (found is not [var most, ..])
        {
            return;
        }
        await TaskAsync(most.Node, ChainTaskKind.Strengthen, $"（示例）台账有 {Projects(most)} 个项目在本环节，逐个走访，先帮已开工的投产。");
        foreach (var more in found.Skip(1))
        {
            await TaskAsync(more.Node, ChainTaskKind.Widen, $"（示例）台账有 {Projects(more)} 个项目在本环节，围绕它们再引同类企业。");
        }
        bool IsEmpty(ChainNode node) => found.TrueForAll(f => f.Node.Id != node.Id);
        if (view.Chain.CustomersOf(most.Node.Id).FirstOrDefault(IsEmpty) is { } customer)
        {
            await TaskAsync(customer, ChainTaskKind.Extend, $"（示例）“{most.Node.Name}”的下游，台账还没有项目。");
        }
        if (view.Chain.SuppliersOf(most.Node.Id).FirstOrDefault(IsEmpty) is { } supplier)
        {
            await TaskAsync(supplier, ChainTaskKind.Fill, $"（示例）给“{most.Node.Name}”供料，台账还没有项目；先导入企业登记数据，核实本地有没有企业。");
        }

        async Task TaskAsync(ChainNode node, ChainTaskKind kind, string text) => Must(await services.GetRequiredService<SetChainTask>().RunAsync(Office, view.Unit.Id,
            view.Chain.Id, node.Id, new ChainTaskFacts(kind, text, office, _chains.Today.AddMonths(6)), ct));
    }

    private static int Projects(NodeView node) => node.Gap?.Evidence.Projects.Count ?? 0;

    private static void Must(Decision decision)
    {
        if (!decision.Allowed)
        {
            throw new DataRefusedException($"演示产业链没有建成：{string.Join(" ", decision.Unmet.Select(u => u.Message))}");
        }
    }
}
