using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Projects;

public class HardRulesTests
{
    private static MonthlyReport Month(Project project, int month, long fen) =>
        new() { ProjectId = project.Id, Month = new YearMonth(2023, month), FundsFen = fen, ReportedBy = "user:li" };

    [Fact]
    public void Of_ImpossibleProject_NamesEveryBreachWithItsNumbers()
    {
        var project = Some.Project(ProjectStage.Started, totalFen: Money.FenPerYi);
        (project.SignedOn, project.StartedOn) = (Some.Day("2023-05-02"), Some.Day("2023-04-30"));

        var flags = HardRules.Of(project, [Month(project, 1, 2 * Money.FenPerYi), Month(project, 2, -5 * Money.FenPerWan)], [],
            [new HardRules.Twin(7, "另一个项目", true, "地块 8 号")]);

        Assert.Equal(["funds.above-total", "funds.falling", "start.before-signing", "parcel.twice"], flags.Select(f => f.Code));
        Assert.Equal("累计到位资金 2.00 亿元 大于总投资 1.00 亿元。", flags[0].Reason);
    }

    [Fact]
    public void Of_LedgerThatStatesOnlyTheStart_RaisesNoFalseAlarm()
    {
        var project = Some.Project(ProjectStage.Started);
        project.SourceImportId = 1;
        var step = new StageChange { ProjectId = project.Id, From = ProjectStage.Lead, To = ProjectStage.Started, ActorId = "user:li" };

        Assert.Empty(HardRules.Of(project, [], [step], []));
    }
}
