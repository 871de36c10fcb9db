using Yinfeng.Policies;
using Yinfeng.Shell;

namespace Yinfeng.Tests.Policies;

/// <summary>What is shipped: every policy is without a mistake, and its own cases are met.</summary>
public class PolicyLibraryTests
{
    private static readonly PolicyLibrary Library = PolicyLibrary.Load();

    [Fact]
    public void ShippedPolicies_HaveNoMistakes() => Assert.Empty(PolicyCheck.Run([AppFolders.Policies]));

    [Fact]
    public void OwnCases_AreMet()
    {
        var match = new PolicyMatch(Library, new RegionNames());
        var cases = Library.Sources.Where(s => s.Cases is not null).SelectMany(s => PolicyCase.Read(s.Cases!)).ToList();
        Assert.Empty(cases.SelectMany(c => PolicyCaseCheck.Run(c, match).Select(d => $"{c.Id}: {d}")));
    }
}
