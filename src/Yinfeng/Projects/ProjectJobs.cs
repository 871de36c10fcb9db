using Microsoft.Extensions.Hosting;
using Yinfeng.Access;

namespace Yinfeng.Projects;

/// <summary>Loads the ledger list when the server starts and puts it in its orders, so that the first person does not wait for it.</summary>
internal sealed class WarmLedger(LedgerIndex index) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var columns = await index.ColumnsAsync(stoppingToken);
        var whole = columns.Sight(Viewer.Product("ledger", "台账"));
        whole.Slice(null);
        foreach (var stage in Enum.GetValues<ProjectStage>())
        {
            whole.Slice(stage);
        }
        foreach (var sort in Enum.GetValues<LedgerSort>())
        {
            stoppingToken.ThrowIfCancellationRequested();
            columns.Order(sort);
        }
    }
}
