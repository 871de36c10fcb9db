using System.Text.RegularExpressions;

namespace Yinfeng.Tests.Architecture;

/// <summary>Style as a test: what a reviewer would otherwise say every time.</summary>
public partial class TidyTests
{
    private const int LongestLine = 180;
    private const int LongestFile = 500;

    private static readonly (string What, Regex Found, string[] Exempt)[] Banned =
    [
        ("#region", new(@"^\s*#region", RegexOptions.Multiline), []),
        ("the machine's clock (inject TimeProvider)", new(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b"), ["Kernel/Ids.cs"]),
        ("unfinished work", new(@"\bNotImplementedException\b|//\s*(TODO|FIXME|HACK)\b"), []),
        ("blocking on a task", new(@"\.GetAwaiter\(\)\.GetResult\(\)"), []),
        ("an absolute machine path", new("\"/(work|home|root|Users)/"), []),
        ("a catch-all name", new(@"\b(class|record|struct|interface)\s+\w*(Utils|Helper|Helpers|Manager|Common)\b"), []),
    ];

    [Fact]
    public void Source_HasNoLongLinesOrFiles() =>
        Found.Nothing(Sources().SelectMany(f => Sizes(Repository.Name(f), File.ReadAllLines(f))));

    [Fact]
    public void Source_HasNothingBanned() => Found.Nothing(Sources().SelectMany(f => Finds(Repository.Name(f), File.ReadAllText(f))));

    [Theory]
    [InlineData("    #region Parsing")]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("throw new NotImplementedException();")]
    [InlineData("// TODO: later")]
    [InlineData("File.Open(\"/home/li/x\")")]
    [InlineData("internal static class DateHelper")]
    public void Finds_SomethingBanned_IsSeen(string source) => Assert.Single(Finds("src/X.cs", source));

    [Fact]
    public void Sizes_ALongLineAndALongFile_AreSeen()
    {
        Assert.Single(Sizes("src/X.cs", [new string('x', LongestLine + 1)]));
        Assert.Single(Sizes("src/X.cs", [.. Enumerable.Repeat("x", LongestFile + 1)]));
    }

    /// <summary>Nothing in the repository may depend on where it was built or on a registry only one network knows.</summary>
    [Fact]
    public void PackageLocks_NameNoRegistry() =>
        Found.Nothing(Repository.Files(".", "package-lock.json")
            .Where(f => File.ReadAllText(f).Contains("\"resolved\"", StringComparison.Ordinal)).Select(Repository.Name));

    private static IEnumerable<string> Sources() =>
        Repository.Files("src", ".cs", ".razor").Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("tools", ".cs"))
            .Where(f => !f.EndsWith("TidyTests.cs", StringComparison.Ordinal));

    private static IEnumerable<string> Finds(string name, string text) =>
        from rule in Banned
        where rule.Found.IsMatch(text) && !rule.Exempt.Any(e => name.EndsWith(e, StringComparison.Ordinal))
        select $"{name}: {rule.What}";

    [GeneratedRegex("@?\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();

    private static IEnumerable<string> Sizes(string name, string[] lines)
    {
        if (lines.Length > LongestFile)
        {
            yield return $"{name}: {lines.Length} lines";
        }
        for (var i = 0; i < lines.Length; i++)
        {
            // Texts are not cut: neither a sentence in markup nor a message, pattern or sample in quotes.
            var length = Quoted().Replace(lines[i], "").Length;
            if (length > LongestLine && name.EndsWith(".cs", StringComparison.Ordinal))
            {
                yield return $"{name}:{i + 1}: {length} characters besides texts";
            }
        }
    }
}
