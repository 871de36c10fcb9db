using Microsoft.Extensions.Hosting;

namespace Yinfeng.Reports;

/// <summary>Loads the board when the server starts, so that the first person does not wait for it. Commands load it when they need it.</summary>
internal sealed class WarmBoard(BoardStore store) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await store.NowAsync(stoppingToken);
}
