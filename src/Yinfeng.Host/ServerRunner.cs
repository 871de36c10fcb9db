using System.CommandLine;
using Yinfeng.Persistence;

namespace Yinfeng.Host;

/// <summary>Runs a command inside the server, on the server's own services.</summary>
internal sealed class ServerRunner(IServiceProvider services, CommandOrder order, string? postgres) : ICommandRunner
{
    public bool HandlesSignals => false;

    public Task<int> RunAsync(ParseResult parsed, CommandAction action, CancellationToken ct) => order.Db == postgres
        ? Seats.RunAsync(services, parsed, action, order.OsUser, order.WorkingDirectory, order.Interactive, ct)
        : throw new DataRefusedException("这个数据文件夹正由连接另一数据库的引凤服务使用。请用与服务相同的 --db，或另选 --data。");
}
