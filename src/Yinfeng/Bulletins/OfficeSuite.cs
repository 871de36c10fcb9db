using System.Diagnostics;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Bulletins;

/// <summary>LibreOffice where it is installed: turns a docx into PDF. One at a time; each run has a profile of its own.</summary>
internal sealed class OfficeSuite : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Where the program is; null where there is none.</summary>
    public static string? Program { get; } = Find("soffice", "libreoffice");

    public static string? Find(params string[] names) =>
        names.SelectMany(n => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(d => Path.Combine(d, n)))
            .FirstOrDefault(File.Exists);

    /// <returns>The PDF, or the reason in plain words.</returns>
    public async Task<Decision<byte[]>> ToPdfAsync(byte[] docx, CancellationToken ct)
    {
        if (Program is not { } program)
        {
            return Decision<byte[]>.Refuse("pdf.no-office", "pdf",
                "这台机器没有安装 LibreOffice，不能生成 PDF。请安装 libreoffice-writer，或下载 docx 后用 WPS、Word 另存为 PDF。");
        }
        await _gate.WaitAsync(ct);
        var folder = Directory.CreateTempSubdirectory("yinfeng-pdf-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "bulletin.docx"), docx, ct);
            var error = await RunAsync(program, folder, ["--headless", "--norestore", $"-env:UserInstallation=file://{folder}/profile",
                "--convert-to", "pdf", "--outdir", folder, Path.Combine(folder, "bulletin.docx")], ct);
            var pdf = Path.Combine(folder, "bulletin.pdf");
            return File.Exists(pdf)
                ? Decision<byte[]>.Allow(await File.ReadAllBytesAsync(pdf, ct))
                : Decision<byte[]>.Refuse("pdf.failed", "pdf", $"LibreOffice 没有生成 PDF：{error} 请确认装有 libreoffice-writer，或先下载 docx。");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            _gate.Release();
        }
    }

    /// <summary>Runs a program to its end and gives what it said on the error stream; one that hangs is ended.</summary>
    public static async Task<string> RunAsync(string program, string folder, IEnumerable<string> args, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["HOME"] = folder;
        if (!OperatingSystem.IsWindows())
        {
            start.Environment["FONTCONFIG_FILE"] = Path.Combine(AppFolders.Data, "bulletins", "fonts.conf");
        }
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return $"超过 {Patience.TotalSeconds:0} 秒没有完成。";
        }
        await output;
        return await error;
    }

    public void Dispose() => _gate.Dispose();
}
