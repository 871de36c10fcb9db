using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Refuses to start where somebody asks for another hash than the log was made with: they must not believe they have it.</summary>
internal sealed class AuditStart(Database database, AuditChoice choice) : IStartTask
{
    /// <exception cref="DataRefusedException">The environment names a hash that is unknown.</exception>
    public static AuditChoice Chosen() => Environment.GetEnvironmentVariable(AuditChoice.Variable) is not { Length: > 0 } name ? new((AuditHash?)null)
        : new(AuditHash.Find(name) ?? throw new DataRefusedException($"环境变量 {AuditChoice.Variable} 只能是 sha256 或 sm3，不能是“{name}”。"));

    public async Task RunAsync(CancellationToken ct)
    {
        if (choice.Hash is { } wanted)
        {
            await using var db = database.OpenRead();
            var stored = await db.Set<AuditStore>().Select(s => s.Hash).FirstOrDefaultAsync(ct);
            if (stored is not null && stored != wanted.Name)
            {
                throw new DataRefusedException($"这份数据的审计日志用 {stored} 建立，不能改用 {wanted.Name}。请去掉环境变量 {AuditChoice.Variable}，或另建数据。");
            }
        }
    }
}
