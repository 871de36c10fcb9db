using System.Runtime.CompilerServices;

namespace Yinfeng.Tests.Architecture;

/// <summary>The source tree these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["/obj/", "/bin/", "/node_modules/", "/artifacts/", "/out/", "/wwwroot/lib/",
        "/Yinfeng.Migrations/Sqlite/", "/Yinfeng.Migrations/Postgres/", "/.git/"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));
    public static string Product { get; } = Path.Combine(Root, "src", "Yinfeng");

    /// <summary>Files written by hand below <paramref name="folder"/> whose names end in one of <paramref name="endings"/>.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(f => !Generated.Any(g => f.Replace('\\', '/').Contains(g, StringComparison.Ordinal)))
            .Where(f => endings.Length == 0 || endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)));

    public static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Here([CallerFilePath] string path = "") => path;
}
