using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Audit;

/// <summary>`yinfeng audit`: verify, export, root and checkpoint.</summary>
public static class AuditCommands
{
    private static readonly Option<string?> ExportFile = new("--export") { Description = "校验导出的文件，不需要数据文件夹" };
    private static readonly Option<string?> Root = new("--root") { Description = "另行保存的根值（十六进制），与 --size 一起用" };
    private static readonly Option<long?> Size = new("--size") { Description = "该根值对应的条数" };
    private static readonly Option<string?> Key = new("--key") { Description = "只信任此公钥文件（audit-key.pub.pem）的签名" };
    private static readonly Option<string> Person = new("--person") { Description = "登录名、姓名或电话号码，写法与日志里一致", Required = true };
    private static readonly Option<string> Reason = new("--reason") { Description = "依据，记入日志", Required = true };
    private static readonly Option<string> Out = new("--out") { Description = "输出文件", Required = true };

    public static Command Audit(ICommandMaker maker) => new("audit", "审计日志：校验、导出、根值")
    {
        Verify(maker),
        maker.Make("export", Rights.ReadAudit, "导出整份日志，供离线校验", ExportAsync, Out),
        maker.Make("root", Rights.ReadAudit, "日志现在的条数与根值，及最近的检查点", RootAsync),
        maker.Make("erase", Rights.ReadAudit, "删除日志里一个人的信息，树不变", EraseAsync, Person, Reason),
        maker.Make("checkpoint", Rights.ReadAudit, "现在签一个检查点", CheckpointAsync),
    };

    private static Command Verify(ICommandMaker maker)
    {
        var verify = maker.Make("verify", Rights.ReadAudit, "校验审计日志，指出第一处损坏", VerifyAsync, ExportFile, Root, Size, Key);
        var live = (AsynchronousCommandLineAction)verify.Action!;
        // A file is verified where it lies: no data folder is opened, none is made.
        verify.SetAction((parsed, ct) => parsed.GetValue(ExportFile) is { } path ? Task.FromResult(Offline(parsed, path)) : live.InvokeAsync(parsed, ct));
        return verify;
    }

    private static int Offline(ParseResult parsed, string path)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (!Asked(parsed, Environment.CurrentDirectory, error, out var outside, out var trusted))
        {
            return 2;
        }
        using var file = File.OpenRead(path);
        return Print(VerifyExport.Run(file, outside, trusted), parsed.GetValue<bool>("--json"), output);
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        if (!Asked(parsed, seat.WorkingDirectory, seat.Error, out var outside, out var trusted))
        {
            return 2;
        }
        if (!AuditQueries.MayRead(seat.Viewer))
        {
            return NotYours(seat);
        }
        return Print(await seat.Services.GetRequiredService<VerifyStore>().RunAsync(outside, trusted, ct), seat.Json, seat.Out);
    }

    private static async Task<int> ExportAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var path = Path.GetFullPath(parsed.GetValue(Out)!, seat.WorkingDirectory);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        var done = await seat.Services.GetRequiredService<AuditExport>().RunAsync(seat.Viewer, Path.GetFileName(path), file, ct);
        if (done.Value is not { } last)
        {
            await file.DisposeAsync();
            File.Delete(path);
            return NotYours(seat);
        }
        seat.Out.WriteLine(seat.Json
            ? JsonSerializer.Serialize(new { file = path, entries = last.Size, root = last.Root, key = last.KeyId }, AuditJson.Options)
            : $"已导出 {last.Size} 条到 {path}。\n根值 {last.Root}\n签名密钥 {last.KeyId}");
        return 0;
    }

    private static async Task<int> RootAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var now = await seat.Services.GetRequiredService<AuditCheckpoints>().NowAsync(ct);
        var last = await seat.Services.GetRequiredService<AuditQueries>().LastAsync(ct);
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(new { size = now.Size, root = now.Root, checkpoint = last }, AuditJson.Options));
            return 0;
        }
        seat.Out.WriteLine($"条数 {now.Size}\n根值 {now.Root}");
        seat.Out.WriteLine(last is null ? "还没有检查点。" : Line(last));
        return 0;
    }

    private static async Task<int> CheckpointAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        if (!AuditQueries.MayRead(seat.Viewer))
        {
            return NotYours(seat);
        }
        var made = await seat.Services.GetRequiredService<SignCheckpoint>().RunAsync(seat.Viewer, "request", ct);
        seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(made, AuditJson.Options) : Line(made));
        return 0;
    }

    private static async Task<int> EraseAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var done = await seat.Services.GetRequiredService<ErasePerson>().RunAsync(seat.Viewer, parsed.GetValue(Person), parsed.GetValue(Reason), ct);
        foreach (var unmet in done.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        if (done.Allowed)
        {
            seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(new { erased = done.Value }, AuditJson.Options) : $"已删除 {done.Value} 处个人信息。");
        }
        return done.Allowed ? 0 : 1;
    }

    private static string Line(SignedCheckpoint c) => string.Create(CultureInfo.InvariantCulture,
        $"检查点{c.Number}：{AuditLeaf.Instant(c.AtUtc)}，{c.Size} 条，根值 {c.Root}，密钥 {c.KeyId}");

    private static int NotYours(CommandSeat seat)
    {
        seat.Error.WriteLine("只有审计人员能校验和导出审计日志，请由他们办理。");
        return 1;
    }

    /// <summary>Reads what somebody holds against the log.</summary>
    private static bool Asked(ParseResult parsed, string folder, TextWriter error, out List<AuditAnchor> outside, out string[]? trusted)
    {
        (outside, trusted) = ([], null);
        var (root, size) = (parsed.GetValue(Root), parsed.GetValue(Size));
        if (root is null != size is null || (root is not null && (root.Length != 64 || !root.All(char.IsAsciiHexDigit))) || size < 0)
        {
            error.WriteLine("--root 要填 64 位十六进制根值，并用 --size 写明条数。");
            return false;
        }
        if (root is not null)
        {
            outside.Add(new(size!.Value, root.ToLowerInvariant(), "给定的根值"));
        }
        if (parsed.GetValue(Key) is { } file)
        {
            using var key = ECDsa.Create();
            try
            {
                key.ImportFromPem(File.ReadAllText(Path.GetFullPath(file, folder)));
            }
            catch (ArgumentException)
            {
                error.WriteLine($"{file} 不是公钥文件。请用数据文件夹里的 {AuditSigner.PublicFile}。");
                return false;
            }
            trusted = [AuditSigner.KeyOf(key.ExportSubjectPublicKeyInfo()).Id];
        }
        return true;
    }

    private static int Print(AuditReport report, bool json, TextWriter to)
    {
        if (json)
        {
            to.WriteLine(JsonSerializer.Serialize(report, AuditJson.Options));
        }
        else if (report.FirstDamaged is { } d)
        {
            to.WriteLine($"日志已损坏：第 {d.Seq} 条{(d.UpTo is { } upTo ? $"至第 {upTo} 条" : "")} {d.At} {d.Action} {d.Subject}".TrimEnd());
            to.WriteLine(d.Why);
            to.WriteLine(report.Anchored > 0 ? $"前 {report.Anchored} 条有检查点作证，未被改动。" : "没有检查点能为更早的条目作证。");
        }
        else
        {
            to.WriteLine($"日志完好：{report.Entries} 条，根值 {report.Root}（{report.Hash}）");
            to.WriteLine($"与 {report.Anchors} 个检查点或公布的根值一致，前 {report.Anchored} 条有其作证。签名密钥 {string.Join("、", report.Keys)}");
        }
        return report.Ok ? 0 : 1;
    }
}
