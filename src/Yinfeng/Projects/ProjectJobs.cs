using Microsoft.Extensions.Hosting;

namespace Yinfeng.Projects;

/// <summary>Loads the ledger list when the server starts, so that the first person does not wait for it.</summary>
internal sealed class WarmLedger(LedgerIndex index) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await index.ColumnsAsync(stoppingToken);
}
