using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;

namespace Yinfeng.Meetings;

/// <summary>Two meetings of the demo workspace's city: one held, with resolutions in every state, and one planned with its agenda drawn.</summary>
public sealed class DemoMeetings(IServiceProvider services)
{
    private const string City = "140800";
    private static readonly YearMonth Held = new(2021, 9), Planned = new(2022, 1);
    private static readonly Viewer Office = Viewer.Product("demo", "演示办公室"), County = Viewer.Product("demo-county", "演示县");
    private DateOnly Today => BusinessTime.Today(services.GetRequiredService<TimeProvider>());

    public async Task FillAsync(CancellationToken ct)
    {
        var held = await PlanAsync(-35, Held, ct);
        Done(await services.GetRequiredService<DrawAgenda>().RunAsync(Office, held, ct));
        var red = (await services.GetRequiredService<LightQueries>().ViewAsync(Office, Planned, City, new LightFilter(LightColour.Red, Take: 1), ct)).Value?.Projects;
        await DecideAsync(held, "抓紧办理用地手续，确保项目按计划开工", red is [var worst, ..] ? worst.ProjectId : null, "140802", -16, ct);
        var waiting = await DecideAsync(held, "梳理签约未开工项目，逐个报送开工计划", null, "140823", 5, ct);
        var done = await DecideAsync(held, "向省外重点商会发出投资推介邀请", null, "140821", -10, ct);
        await DecideAsync(held, "修订重点项目包保制度", null, City, 25, ct);
        Done(await services.GetRequiredService<HoldMeeting>().RunAsync(Office, held, null, ct));
        var (report, judge) = (services.GetRequiredService<ReportResolution>(), services.GetRequiredService<JudgeResolution>());
        Done(await report.RunAsync(County, waiting, null, "已梳理签约未开工项目，逐个明确了开工时间和责任人，见随附清单。", ct));
        Done(await report.RunAsync(County, done, null, "已向 12 家商会发出邀请，8 家回复参加。", ct));
        Done(await judge.ConfirmAsync(Office, done, null, ct));
        Done(await services.GetRequiredService<ExtendResolution>().RunAsync(Office, waiting, null, Day(20), "清单需要补充新签约项目", ct));
        var planned = await PlanAsync(6, Planned, ct);
        Done(await services.GetRequiredService<DrawAgenda>().RunAsync(Office, planned, ct));
        Done(await DraftAsync(planned, "对红灯项目逐个约谈责任单位", null, City, 20, ct));
    }

    private async Task<long> PlanAsync(int day, YearMonth period, CancellationToken ct)
    {
        var facts = new MeetingFacts("dispatch", City, period.ToString(), Day(day), "市政府三楼会议室", "分管副市长",
            "各县（市、区）政府分管负责人，市发展改革委、市自然资源局、市商务局负责人", null, "市招商服务中心有关科室负责人", "会议听取了各县（市、区）招商引资工作情况汇报，逐个研究了红灯项目。");
        return Done(await services.GetRequiredService<PlanMeeting>().RunAsync(Office, facts, ct));
    }

    private async Task<long> DecideAsync(long meeting, string text, long? project, string unit, int deadline, CancellationToken ct) =>
        Done(await DraftAsync(meeting, text, project, unit, deadline, ct));

    private Task<Decision<long>> DraftAsync(long meeting, string text, long? project, string unit, int deadline, CancellationToken ct) =>
        services.GetRequiredService<DraftResolution>().RunAsync(Office, meeting, null,
            new ResolutionFacts(text, project is null ? unit : null, null, Day(deadline), project?.ToString(CultureInfo.InvariantCulture)), ct);

    private string Day(int fromToday) => Today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Done(Decision<long> decision)
    {
        Done((Decision)decision);
        return decision.Value;
    }

    private static void Done(Decision decision)
    {
        if (!decision.Allowed)
        {
            throw new DataRefusedException($"演示会议没有建成：{string.Join(" ", decision.Unmet.Select(u => u.Message))}");
        }
    }
}
