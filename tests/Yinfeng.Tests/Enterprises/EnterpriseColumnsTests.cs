using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Tests.Enterprises;

/// <summary>Companies in memory: what is put in comes out, also after changes, over the edges of parts, and for readers of older snapshots.</summary>
public sealed class EnterpriseColumnsTests
{
    private static EnterpriseFacts Facts(long id, string? name = null, string? code = null) => new(id, name ?? $"第{id}号机械有限公司", code ?? RegistryText.Code((int)id), 371400,
        371424, 20120305, OrganisationKind.LimitedCompany, id * 100, id % 3 == 0 ? "USD" : "CNY", EnterpriseFlags.CodeChecked, (int)(id % 97) + 1, (int)id);

    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(140_000)]
    public void Of_AnyNumber_HoldsEveryFact(int count)
    {
        var columns = EnterpriseColumns.Of(Enumerable.Range(1, count).Select(i => Facts(i)));

        Assert.Equal(count, columns.Count);
        foreach (var id in new[] { 1, count / 2 + 1, count })
        {
            var row = columns.Find(id);
            Assert.Equal(Facts(id), columns.Facts(row));
            Assert.Equal(row, columns.FindCode(RegistryText.Code(id)));
            Assert.Equal(row, columns.FindName($"第{id}号机械有限公司", 371400));
        }
        Assert.Equal((-1, -1, -1), (columns.Find(count + 1), columns.FindCode("91371424"), columns.FindName("第1号机械有限公司", 370100)));
    }

    [Fact]
    public void With_BatchesAndRenames_EqualsReadingAfresh_AndOlderSnapshotsStay()
    {
        var random = new Random(5);
        var truth = new SortedDictionary<long, EnterpriseFacts>();
        var columns = EnterpriseColumns.Empty;
        for (var round = 0; round < 40; round++)
        {
            var (older, before) = (columns, truth.Values.ToList());
            var last = truth.Count == 0 ? 0 : truth.Keys.Last();
            var batch = Enumerable.Range(0, random.Next(1, 6_000)).Select(i => Facts(last + 1 + i)).ToList();
            batch.AddRange(truth.Values.Where(_ => random.Next(900) == 0).Select(f => f with { Name = f.Name + "改", CreditCode = "" }).ToList());
            batch.ForEach(f => truth[f.Id] = f);
            var rows = new List<int>();
            columns = columns.With(batch, rows);

            Assert.Equal(batch.Select(f => f.Id).Order(), rows.Select(columns.Id).Order());
            var one = before.Count == 0 ? null : before[random.Next(before.Count)];
            if (one is not null)
            {
                Assert.Equal(one, older.Facts(older.FindName(one.Name, one.Adcode)));
            }
        }
        Assert.Equal(truth.Values, Enumerable.Range(0, columns.Count).Select(columns.Facts));
        Assert.All(truth.Values.Where(f => f.Id % 997 == 0), f => Assert.Equal(f.Id, columns.Id(columns.FindName(f.Name, f.Adcode))));
    }

    [Fact]
    public void CanTake_ANewCompanyWithAnOlderId_SaysNo()
    {
        var columns = EnterpriseColumns.Of([Facts(10), Facts(20)]);

        Assert.False(columns.CanTake([Facts(15)]));
        Assert.True(columns.CanTake([Facts(10), Facts(21)]));
        Assert.Throws<ArgumentException>(() => columns.With([Facts(15)]));
    }
}
