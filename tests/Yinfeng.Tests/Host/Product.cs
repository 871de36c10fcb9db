using System.Diagnostics;
using System.Text;

namespace Yinfeng.Tests.Host;

/// <summary>The product's own executable in a process of its own, as an office starts it.</summary>
internal static class Product
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "Yinfeng.Host.exe" : "Yinfeng.Host");

    public sealed record Ended(int Code, string Out, string Error);

    public static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Executable, args)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs to the end; a process that hangs is killed and fails the test.</summary>
    public static async Task<Ended> RunAsync(params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3)); // A machine full of work is slow; a hang has no end.
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"yinfeng {string.Join(' ', args)} hung.");
        }
        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Starts the server and waits until it says that it is open.</summary>
    public static async Task<Process> ServeAsync(string folder)
    {
        var process = Start("serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        _ = process.StandardError.ReadToEndAsync();
        for (var i = 0; i < 2; i++)
        {
            if (await process.StandardOutput.ReadLineAsync() is null)
            {
                Assert.Fail("The server ended before it was open.");
            }
        }
        return process;
    }
}
