using Yinfeng.Lights;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Lights;

public sealed class WorstFirstTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(6), InlineData(500), InlineData(int.MaxValue)]
    public void It_keeps_what_sorting_everything_would_give(int most)
    {
        var random = new Random(most);
        var rows = Enumerable.Range(0, 3_000).Select(i => (Row: Row(i), Verdict: new ProjectVerdict
        {
            Colour = (LightColour)random.Next(4), Since = random.Next(50),
        })).OrderBy(_ => random.Next()).ToList();
        var found = new WorstFirst(most);
        rows.ForEach(r => found.Add(r.Row, r.Verdict));
        Assert.Equal(rows.OrderByDescending(r => r.Verdict.Colour).ThenBy(r => r.Verdict.Since == 0 ? int.MaxValue : r.Verdict.Since).ThenBy(r => r.Row.Id)
            .Take(most).Select(r => r.Row.Id), found.Rows().Select(r => r.Id));
    }

    private static LightRow Row(long id) => new()
    {
        Id = id, Name = "", OwnerUnitId = 1, LandingUnitId = 1, Stage = ProjectStage.Lead, Status = ProjectStatus.Active, Grade = Confidentiality.Public, CreatedDay = 1,
    };
}
