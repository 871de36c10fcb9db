using System.Runtime.CompilerServices;

namespace Yinfeng.Tests.Conditions;

/// <summary>What this machine has for the tests that need more than .NET. Each answer is null when it is there,
/// otherwise the reason a runner shows beside the skipped test.</summary>
internal static class Have
{
    public static string? NoPostgres { get; } = TestStore.PostgresServer is null
        ? "PostgreSQL: set YINFENG_TEST_POSTGRES to a connection string, or run ./do test on a machine with PostgreSQL." : null;

    public const string ChromiumPath = "/usr/bin/chromium";

    public static string? NoChromium { get; } = File.Exists(ChromiumPath)
        ? null : $"Chromium: {ChromiumPath} is missing (Debian package chromium).";

    public static string? NoOffice { get; } = new[] { "/usr/bin/soffice", "/usr/bin/libreoffice" }.Any(File.Exists)
        ? null : "LibreOffice: soffice is missing (Debian package libreoffice-calc).";

    /// <summary>The folder of acceptance cases that lies beside the repository, or null.</summary>
    public static string? SharedFolder { get; } = FindShared();

    public static string? NoShared { get; } = SharedFolder is null
        ? "Acceptance cases: no folder shared/cases beside the repository." : null;

    /// <summary>The long forms of the fault tests run only when asked for: ./do soak.</summary>
    public static bool Soak { get; } = Environment.GetEnvironmentVariable("YINFENG_SOAK") == "1";

    /// <summary>A file of the acceptance cases, e.g. <c>cases/yuncheng-2021.xlsx</c>. Only for tests that skip without them.</summary>
    public static string Shared(string path) => Path.Combine(
        SharedFolder ?? throw new InvalidOperationException("Mark the test [SharedFact] or [SharedTheory]."), path);

    /// <summary>The first of the reasons that holds, or null.</summary>
    public static string? First(params ReadOnlySpan<string?> reasons)
    {
        foreach (var reason in reasons)
        {
            if (reason is not null)
            {
                return reason;
            }
        }
        return null;
    }

    private static string? FindShared([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var shared = Path.Combine(folder, "shared");
            if (Directory.Exists(Path.Combine(shared, "cases")))
            {
                return shared;
            }
        }
        return null;
    }
}
