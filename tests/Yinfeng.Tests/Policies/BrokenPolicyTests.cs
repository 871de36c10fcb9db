using Yinfeng.Policies;

namespace Yinfeng.Tests.Policies;

/// <summary>Files with one defect each: the checker names its kind and line, and never throws.</summary>
public class BrokenPolicyTests
{
    private static readonly string Folder = Path.Combine(Architecture.Repository.Root, "tests", "Yinfeng.Tests", "Policies", "Broken");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Check_NamesTheDefectAndItsLine(string file)
    {
        var yaml = File.ReadAllText(Path.Combine(Folder, file));
        var wanted = yaml[(yaml.IndexOf("# expect: ", StringComparison.Ordinal) + 10)..].Trim();

        var errors = PolicyCheck.Run([Path.Combine(Folder, file)]);

        Assert.All(errors, e => Assert.True(e.What.Length > 0 && e.Do.Length > 0 && e.Source.File.Length > 0));
        if (wanted == "none 0")
        {
            Assert.Empty(errors);
        }
        else
        {
            Assert.Contains(wanted, errors.Select(e => $"{e.Code} {e.Line}"));
        }
    }

    [Fact]
    public void AtLeastFortyDefectsAreKept() => Assert.True(Files.Count > 40);
}
