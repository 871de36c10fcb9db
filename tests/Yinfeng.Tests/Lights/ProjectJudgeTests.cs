using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Tests.Lights;

/// <summary>The default rules for projects, at the days on which they turn.</summary>
public class ProjectJudgeTests
{
    private static readonly RulesInForce Rules = LightBooks.Default.For(LightBooks.Tree, new DateOnly(2023, 1, 1))[0];

    [Theory]
    [InlineData("2023-03-31", LightColour.Green, null)] // The planned day itself is in time.
    [InlineData("2023-04-01", LightColour.Yellow, "2023-04-01")]
    [InlineData("2023-06-30", LightColour.Yellow, "2023-04-01")] // 31 March and 3 months.
    [InlineData("2023-07-01", LightColour.Red, "2023-07-01")] // Exactly 3 months are over.
    [InlineData("2023-12-31", LightColour.Red, "2023-07-01")]
    public void Plan_TurnsOnTheDayAfter(string day, LightColour colour, string? since)
    {
        var verdict = Judge(Row(ProjectStage.Reviewed, planned: (ProjectStage.Signed, "2023-03-31")), day);

        Assert.Equal(colour, verdict.Colour);
        Assert.Equal(since is null ? 0 : Some.Day(since).Latest.DayNumber, colour == LightColour.Green ? 0 : verdict.Since);
    }

    [Fact]
    public void Plan_KnownToTheMonth_IsDueOnItsLastDay() =>
        Assert.Equal(LightColour.Green, Judge(Row(ProjectStage.Reviewed, planned: (ProjectStage.Signed, "2023-03")), "2023-03-31").Colour);

    [Theory]
    [InlineData("2023-07-05", LightColour.Green)] // The deadline of June.
    [InlineData("2023-07-06", LightColour.Red)]
    public void Report_IsDueByTheFifthOfTheFollowingMonth(string today, LightColour colour)
    {
        var verdict = Judge(Row(ProjectStage.Signed, entered: "2023-06-10"), today, period: "2023-06");

        Assert.Equal(colour, verdict.Colour);
        Assert.Equal(colour == LightColour.Red ? new DateOnly(2023, 7, 6).DayNumber : new DateOnly(2023, 6, 10).DayNumber, verdict.Since);
    }

    [Fact]
    public void Report_SeveralMonthsMissing_IsRedSinceTheFirst()
    {
        var row = Row(ProjectStage.Signed, entered: "2023-01-10");
        row.Reported.Add(2023 * 12); // January.

        var verdict = Judge(row, "2023-07-10", period: "2023-06");

        Assert.Equal((LightColour.Red, 2023 * 12 + 1, 2023 * 12 + 5), (verdict.Colour, verdict.FirstMissing, verdict.Month));
        Assert.Equal(new DateOnly(2023, 3, 6).DayNumber, verdict.Since);
    }

    [Fact]
    public void Report_BeforeSigningAndAtCapacity_IsNotOwed()
    {
        Assert.Equal(Unjudged.NothingToJudge, Judge(Row(ProjectStage.Reviewed, entered: "2023-01-10"), "2023-07-10").Unjudged);
        Assert.Equal(Unjudged.AtCapacity, Judge(Row(ProjectStage.AtCapacity, entered: "2023-01-10"), "2023-07-10").Unjudged);
    }

    [Fact]
    public void Report_OfAMonthThatALedgerCovers_CountsAsReported()
    {
        MonthSet months = default;
        months.Add(2023 * 12 + 5);

        Assert.Equal(LightColour.Green, Judge(Row(ProjectStage.Signed, entered: "2023-01-10"), "2023-07-10", "2023-06", [months]).Colour);
        Assert.Equal(LightColour.Red, Judge(Row(ProjectStage.Signed, entered: "2023-01-10"), "2023-08-10", "2023-07", [months]).Colour);
    }

    [Fact]
    public void Suspended_IsNotJudgedFromThatDayOn()
    {
        var row = Row(ProjectStage.Reviewed, planned: (ProjectStage.Signed, "2023-03-31"));
        row.Steps = [new(new DateOnly(2023, 5, 1).DayNumber, ProjectStatus.Active, ProjectStatus.Suspended)];

        Assert.Equal(LightColour.Yellow, Judge(row, "2023-04-30").Colour);
        Assert.Equal((LightColour.None, Unjudged.Suspended), (Judge(row, "2023-05-01").Colour, Judge(row, "2023-05-01").Unjudged));
    }

    [Fact]
    public void APastMonth_IsJudgedByTheStageOfThatTime()
    {
        var row = Row(ProjectStage.Signed, entered: "2023-05-10", planned: (ProjectStage.Signed, "2023-03-31"));

        Assert.Equal(LightColour.Yellow, Judge(row, "2023-04-30").Colour);
        Assert.Equal(LightColour.Green, Judge(row, "2023-05-31").Colour);
        Assert.Equal(new DateOnly(2023, 5, 10).DayNumber, Judge(row, "2023-05-31").Since); // When what was late was done.
    }

    [Fact]
    public void BeforeItBegan_AProjectIsNotThere() =>
        Assert.False(Judge(Row(ProjectStage.Signed, entered: "2023-05-10"), "2022-12-31").Exists);

    private static ProjectVerdict Judge(LightRow row, string today, string? period = null, MonthSet[]? covered = null)
    {
        var (day, month) = (Some.Day(today).Latest, default(YearMonth));
        month = YearMonth.TryParse(period, out var given) ? given : YearMonth.Of(day);
        return new ProjectJudge(month.LastDay < day ? month.LastDay : day, day, month.Ordinal).Judge(row, Rules, covered);
    }

    /// <summary>A project whose present stage alone has a date.</summary>
    private static LightRow Row(ProjectStage stage, string? entered = "2022-01-08", (ProjectStage Stage, string On)? planned = null)
    {
        var row = new LightRow
        {
            Id = 1, Name = "甲", OwnerUnitId = Some.Linyi, LandingUnitId = Some.Linyi, Stage = stage, Status = ProjectStatus.Active,
            Grade = Confidentiality.Public, CreatedDay = new DateOnly(2022, 1, 1).DayNumber,
        };
        row.Entered[(int)stage] = entered is null ? 0 : Some.Day(entered).Latest.DayNumber;
        if (planned is { } plan)
        {
            row.Planned[(int)plan.Stage] = Some.Day(plan.On).Latest.DayNumber;
        }
        return row;
    }
}
