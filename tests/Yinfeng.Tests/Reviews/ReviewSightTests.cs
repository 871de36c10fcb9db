using Yinfeng.Access;
using Yinfeng.Meetings;
using Yinfeng.Projects;
using Yinfeng.Reviews;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Reviews;

/// <summary>Who may open, see, answer and conclude a review; above all of a negotiation that is a secret.</summary>
public sealed class ReviewSightTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Open_OfASecret_TakesTheRightToShareIt_AndShowsItToTheAskedUnitsWhileItLasts(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = await ReviewSite.NewAsync(store, Confidentiality.CommercialSecret);
        Assert.Equal(["review.project"], ReviewSite.Codes(await site.TryOpenAsync(ReviewSite.Neighbour with { Rights = Some.Business })));
        Assert.Equal(["review.project"], ReviewSite.Codes(await site.TryOpenAsync(ReviewSite.Office))); // Without the right to see secrets the project is not there.
        Assert.Equal(["review.secret"], ReviewSite.Codes(await site.TryOpenAsync(ReviewSite.Only("leader", Some.Dezhou, Role.Leader, Role.Reporter))));
        var boss = ReviewSite.Only("chief", Some.Dezhou, Role.Approver, Role.Reporter);
        var projects = store.Get<ProjectQueries>();
        Assert.Null(await projects.GetAsync(await site.EnterAsync(site.Land), site.Project.Id, default));
        var id = await site.OpenAsync(boss);

        var land = await site.EnterAsync(site.Land);
        Assert.NotNull(await projects.GetAsync(land, site.Project.Id, default));
        Assert.False((await projects.GetAsync(land, site.Project.Id, default))!.CanChange);
        Assert.NotNull(await site.ViewAsync(land, id));
        foreach (var other in new[] { ReviewSite.Neighbour, ReviewSite.Office, ReviewSite.Only("colleague", Some.Dezhou, Role.Verifier, Role.Reporter) })
        {
            Assert.Null(await site.ViewAsync(await site.EnterAsync(other), id));
            Assert.Equal(0, (await store.Get<ReviewQueries>().ListAsync(await site.EnterAsync(other), new ReviewFilter(), default)).Total);
            Assert.DoesNotContain(await ReviewLifeTests.DeskAsync(store, await site.EnterAsync(other)), i => i.Title.Contains("膳食纤维", StringComparison.Ordinal));
            Assert.Equal("review.not-found", ReviewSite.Codes(await site.GiveAsync(other with { Rights = other.Rights | Rights.Verify }, id, OpinionVerdict.Agree))[0]);
        }
        await site.GiveAsync(site.Land, id, OpinionVerdict.AgreeIf, null, new ConditionFacts("暗中推进", "德州市自然资源局", null));
        await site.GiveAsync(site.Nature, id, OpinionVerdict.Agree);
        var condition = (await site.ViewAsync(boss, id))!.Seats[0].Conditions[0].Id;
        Assert.True((await site.ConcludeAsync(boss, id, ReviewOutcome.Conditional, adopted: condition)).Allowed);

        Assert.Null(await projects.GetAsync(await site.EnterAsync(site.Land), site.Project.Id, default)); // The project is closed to them again,
        Assert.Equal("有条件通过", (await site.ViewAsync(await site.EnterAsync(site.Nature), id))!.Minutes!.Outcome); // the review they took part in is not.
        var resolutions = store.Get<ResolutionQueries>();
        Assert.Equal(0, (await resolutions.ListAsync(ReviewSite.Office, new ResolutionFilter(), default)).Total); // The city, but not its secrets.
        Assert.Equal(1, (await resolutions.ListAsync(boss, new ResolutionFilter(), default)).Total);
        var own = Assert.Single((await resolutions.ListAsync(await site.EnterAsync(site.Land), new ResolutionFilter(), default)).Rows); // Who has to do it.
        Assert.Null(own.ProjectName);
    }

    [Fact]
    public async Task Opinions_OfOthers_AreReadAfterTheConclusion_ByTheLineAtOnce()
    {
        await using var store = await TestStore.NewAsync();
        var site = await ReviewSite.NewAsync(store);
        var id = await site.OpenAsync();
        await site.GiveAsync(site.Land, id, OpinionVerdict.Disagree, "占用基本农田");

        var seat = (await site.ViewAsync(site.Nature, id))!.Seats[0];
        Assert.Equal((true, null), (seat.Given, seat.Opinion));
        Assert.Equal("占用基本农田", (await site.ViewAsync(site.Land, id))!.Seats[0].Opinion!.Text);
        Assert.Equal("占用基本农田", (await site.ViewAsync(ReviewSite.County, id))!.Seats[0].Opinion!.Text);
        await site.GiveAsync(site.Nature, id, OpinionVerdict.Agree);
        await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Rejected, "占用基本农田");
        Assert.Equal("占用基本农田", (await site.ViewAsync(site.Nature, id))!.Seats[0].Opinion!.Text);
    }

    [Fact]
    public async Task Rights_EveryActSaysWhatItLacks()
    {
        await using var store = await TestStore.NewAsync();
        var site = await ReviewSite.NewAsync(store);
        await Assert.ThrowsAsync<RightMissingException>(() => site.TryOpenAsync(ReviewSite.Only("v", Some.Dezhou, Role.Verifier)));
        Assert.Equal(["review.deadline", "review.unit", "review.unit-outside"], ReviewSite.Codes(await site.TryOpenAsync(ReviewSite.Office, ReviewSite.Day(-1), "没有的局", "聊城市")));
        var id = await site.OpenAsync();

        await Assert.ThrowsAsync<RightMissingException>(() => site.GiveAsync(ReviewSite.Only("r", site.LandId, Role.Reporter), id, OpinionVerdict.Agree));
        Assert.Equal(["opinion.not-asked"], ReviewSite.Codes(await site.GiveAsync(ReviewSite.Boss, id, OpinionVerdict.Agree)));
        Assert.Equal(["opinion.text"], ReviewSite.Codes(await site.GiveAsync(site.Land, id, OpinionVerdict.Disagree)));
        Assert.Equal(["opinion.conditions"], ReviewSite.Codes(await site.GiveAsync(site.Land, id, OpinionVerdict.AgreeIf)));
        await Assert.ThrowsAsync<RightMissingException>(() => site.ConcludeAsync(ReviewSite.Office, id, ReviewOutcome.Rejected));
        var both = ReviewSite.Only("land", Some.Dezhou, Role.Approver); // The person who spoke for 自然资源局, in another post.
        await site.GiveAsync(site.Land, id, OpinionVerdict.Agree);
        await site.GiveAsync(site.Nature, id, OpinionVerdict.Agree);
        Assert.Equal(["review.own-opinion"], ReviewSite.Codes(await site.ConcludeAsync(both, id, ReviewOutcome.Passed)));
        Assert.Equal(["review.not-office"], ReviewSite.Codes(await site.ConcludeAsync(ReviewSite.County, id, ReviewOutcome.Passed)));
        Assert.Equal(["review.stale"], ReviewSite.Codes(await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Passed, version: 1)));
    }
}
