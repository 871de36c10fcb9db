using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Host;

/// <summary><c>yinfeng doctor</c>: looks over the installation and says what would go wrong.</summary>
internal static class DoctorCommand
{
    private const long LeastFreeBytes = 1L << 30;

    /// <param name="Ok">False fails the command; null is advice.</param>
    private sealed record Finding(string Check, bool? Ok, string Message);

    public static Command Make(ICommandMaker maker) => maker.Make("doctor", Access.Rights.ManageSystem, "检查安装、数据和磁盘", RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var database = seat.Services.GetRequiredService<Database>();
        List<Finding> findings = [await SchemaAsync(database, ct), .. await IntegrityAsync(database, ct), Disk(database), Rights(database), Assets()];
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(JsonSerializer.Serialize(new { ok = findings.All(f => f.Ok != false), findings }, AuditJson.Options));
        }
        else
        {
            foreach (var finding in findings)
            {
                await seat.Out.WriteLineAsync($"{(finding.Ok switch { true => "正常", false => "问题", null => "建议" })}  {finding.Message}");
            }
        }
        return findings.Any(f => f.Ok == false) ? CommandLine.Refused : CommandLine.Done;
    }

    private static async Task<Finding> SchemaAsync(Database database, CancellationToken ct)
    {
        var applied = await Startup.AppliedAsync(database, ct);
        return new("schema", true, $"数据库结构为最新({applied[^1]})");
    }

    private static async Task<List<Finding>> IntegrityAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!database.IsSqlite)
        {
            return [new("server", true, $"PostgreSQL {connection.ServerVersion} 可用")];
        }
        var damage = await ColumnAsync(connection, "PRAGMA integrity_check(5)", ct);
        var loose = await ColumnAsync(connection, "PRAGMA foreign_key_check", ct);
        return
        [
            damage is ["ok"] ? new("integrity", true, "数据库文件完好")
                : new("integrity", false, $"数据库文件已损坏：{string.Join(";", damage)}。请从最近的备份恢复。"),
            loose.Count == 0 ? new("references", true, "记录之间的引用完整")
                : new("references", false, $"有 {loose.Count} 条记录引用了不存在的记录(表 {string.Join("、", loose.Distinct())})。"),
        ];
    }

    private static async Task<List<string>> ColumnAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var values = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            values.Add(reader.GetString(0));
        }
        return values;
    }

    private static Finding Disk(Database database)
    {
        var free = new DriveInfo(database.DataFolder).AvailableFreeSpace;
        return free >= LeastFreeBytes
            ? new("disk", true, $"磁盘剩余 {free / LeastFreeBytes} GB")
            : new("disk", false, $"磁盘只剩 {free / (1 << 20)} MB,少于 1 GB。请清理，否则导入和备份会失败。");
    }

    private static Finding Rights(Database database)
    {
        var probe = Path.Combine(database.DataFolder, $".doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return new("rights", false, $"不能在数据文件夹 {database.DataFolder} 里写文件：{e.Message}");
        }
        var others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(database.DataFolder) & others) == 0
            ? new("rights", true, "数据文件夹可写，且只有本用户和本组能读")
            : new("rights", null, $"数据文件夹 {database.DataFolder} 对本机其他用户开放。建议执行 chmod 750。");
    }

    private static Finding Assets() => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "data", "reference"))
        ? new("files", true, "随产品发布的参考数据齐全")
        : new("files", false, "缺少随产品发布的 data/reference 文件夹。请重新安装。");
}
