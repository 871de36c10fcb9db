using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Tests.Enterprises;

/// <summary>Companies that come one by one are found at once, and the snapshots taken on the way are those that are made of whole batches.</summary>
public sealed class EnterpriseGrowthTests
{
    private static EnterpriseFacts Facts(long id, int number) => new(id, $"第{number}号机械有限公司", number % 5 == 0 ? "" : RegistryText.Code(number), 371400,
        371424, 20120305, OrganisationKind.LimitedCompany, number * 100L, "CNY", number % 5 == 0 ? 0 : EnterpriseFlags.CodeChecked, number % 97, number);

    [Fact]
    public void Add_ManyRounds_FindsEachAtOnce_AndTakesWhatWithWouldMake()
    {
        var random = new Random(11);
        var (growth, whole) = (new EnterpriseGrowth(EnterpriseColumns.Empty), EnterpriseColumns.Empty);
        var all = new List<EnterpriseFacts>();
        for (var round = 0; round < 60; round++)
        {
            var batch = Enumerable.Range(0, random.Next(1, 4_000)).Select(i => Facts(1_000 + all.Count + i, all.Count + i)).ToList();
            foreach (var company in batch)
            {
                Assert.Equal((-1, -1), (ByCode(growth, company), ByName(growth, company)));
                Add(growth, company);
            }
            all.AddRange(batch);
            var one = random.Next(all.Count); // Taken long ago, or waiting still.
            Assert.Equal(one, ByName(growth, all[one]));
            Assert.Equal(all[one].CreditCode.Length == 0 ? -1 : one, ByCode(growth, all[one]));
            Assert.Equal((all[one].Id, all[one].Flags), (growth.Id(one), growth.Flags(one)));

            whole = whole.With(batch);
            Assert.Same(growth.Take(), growth.Held);
            Assert.Equal(whole.Count, growth.Held.Count);
        }
        Assert.Equal(all, Enumerable.Range(0, growth.Held.Count).Select(growth.Held.Facts));
        Assert.All(all.Where(c => c.CreditCode.Length > 0), c => Assert.Equal(c.Id, growth.Held.Id(growth.Held.FindCode(c.CreditCode))));
        Assert.Equal(-1, growth.FindName(all[7].Name, 370100, EnterpriseGrowth.HashOfName(all[7].Name)));
    }

    [Fact]
    public void Growth_GivenUp_LeavesNothingBehindThatAnybodyFinds()
    {
        var start = EnterpriseColumns.Of([Facts(10, 1), Facts(20, 2)]);
        var given = new EnterpriseGrowth(start);
        Add(given, Facts(30, 3));
        given.Take();

        var other = new EnterpriseGrowth(start.With([Facts(40, 4)]));
        Assert.Equal((-1, -1), (ByCode(other, Facts(30, 3)), start.FindCode(RegistryText.Code(3))));
        Assert.Equal(2, ByCode(other, Facts(40, 4)));
        Add(other, Facts(50, 3)); // The same company, once more.
        Assert.Equal((3, 50L), (ByCode(other, Facts(50, 3)), other.Id(3)));
        var taken = other.Take()!;
        Assert.Equal([3], taken.WithCode(RegistryText.Code(3)));
        Assert.Equal([3], taken.WithName(Facts(50, 3).Name));
    }

    [Fact]
    public void Take_WithACompanyOlderThanWhatIsHeld_MakesNone_AndStillFindsIt()
    {
        var growth = new EnterpriseGrowth(EnterpriseColumns.Of([Facts(10, 1), Facts(20, 2)]));
        Add(growth, Facts(15, 3));

        Assert.Null(growth.Take());
        Assert.Equal((2, 15L), (ByName(growth, Facts(15, 3)), growth.Id(2)));
        Assert.Equal(2, growth.Held.Count);
    }

    private static void Add(EnterpriseGrowth growth, EnterpriseFacts company) =>
        growth.Add(company, EnterpriseGrowth.HashOfCode(company.CreditCode), EnterpriseGrowth.HashOfName(company.Name));

    private static int ByCode(EnterpriseGrowth growth, EnterpriseFacts company) =>
        company.CreditCode.Length == 0 ? -1 : growth.FindCode(company.CreditCode, EnterpriseGrowth.HashOfCode(company.CreditCode));

    private static int ByName(EnterpriseGrowth growth, EnterpriseFacts company) => growth.FindName(company.Name, company.Adcode, EnterpriseGrowth.HashOfName(company.Name));
}
