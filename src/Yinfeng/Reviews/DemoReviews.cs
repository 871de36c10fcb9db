using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>Two reviews of the demo workspace's city, about signed projects that have not started: one concluded with a condition, one
/// that still waits for a department.</summary>
public sealed class DemoReviews(IServiceProvider services)
{
    private const string City = "140800";
    private static readonly string[] Names = ["运城市发展和改革委员会", "运城市规划和自然资源局", "运城市生态环境局"];
    private static readonly Viewer Office = Viewer.Product("demo", "演示办公室");

    public async Task FillAsync(CancellationToken ct)
    {
        var tree = await services.GetRequiredService<UnitDirectory>().TodayAsync(ct);
        var city = tree.FindByCode(City)!;
        var departments = Done(await services.GetRequiredService<AddUnit>().RunAsync(Office,
            [.. Names.Select(n => new NewUnit(null, n, null, UnitKind.Department, city.Id, new DateOnly(2019, 1, 1), "演示"))], ct));
        List<Project> signed;
        await using (var db = services.GetRequiredService<Database>().OpenRead())
        {
            var ids = tree.IdsWithin(city.Id);
            signed = await db.Set<Project>().Where(p => p.Stage == ProjectStage.Signed && ids.Contains(p.OwnerUnitId)).OrderByDescending(p => p.TotalInvestmentFen)
                .ThenBy(p => p.Id).Take(2).ToListAsync(ct);
        }
        if (signed.Count < 2)
        {
            return;
        }
        var done = await OpenAsync(signed[0], ct);
        await GiveAsync(done, departments[0], OpinionVerdict.Agree, "符合产业规划（示例）", null, ct);
        await GiveAsync(done, departments[1], OpinionVerdict.AgreeIf, "用地须先行报批（示例）", "取得建设用地批复后再开工（示例）", ct);
        await GiveAsync(done, departments[2], OpinionVerdict.Agree, "请依法办理环评（示例）", null, ct);
        long condition;
        await using (var db = services.GetRequiredService<Database>().OpenRead())
        {
            condition = await db.Set<ReviewCondition>().Where(c => c.ReviewId == done).Select(c => c.Id).SingleAsync(ct);
        }
        Done(await services.GetRequiredService<ConcludeReview>().RunAsync(Office with { ActorId = "system:demo-boss" }, done, null,
            new ConclusionFacts(nameof(ReviewOutcome.Conditional), "各单位意见一致，同意附条件推进（示例）。", new Dictionary<long, string?> { [condition] = null }), ct));
        var open = await OpenAsync(signed[1], ct);
        await GiveAsync(open, departments[0], OpinionVerdict.Agree, "符合产业规划（示例）", null, ct);
    }

    private async Task<long> OpenAsync(Project project, CancellationToken ct)
    {
        var made = await services.GetRequiredService<OpenReview>().RunAsync(Office, project.Id,
            new ReviewFacts("签约未开工项目开工条件会审（示例）", "请就产业政策、用地、环评提出意见。", null, Names), ct);
        Done(made);
        return made.Value;
    }

    private async Task GiveAsync(long review, long unit, OpinionVerdict verdict, string text, string? condition, CancellationToken ct)
    {
        var viewer = Viewer.Product(string.Create(CultureInfo.InvariantCulture, $"demo-{unit}"), "演示联系人") with { UnitId = unit };
        Done(await services.GetRequiredService<GiveOpinion>().RunAsync(viewer, review,
            new OpinionFacts(verdict.ToString(), text, condition is null ? [] : [new ConditionFacts(condition, null, null)]), ct));
    }

    private static T Done<T>(Decision<T> decision)
    {
        Done((Decision)decision);
        return decision.Value!;
    }

    private static void Done(Decision decision)
    {
        if (!decision.Allowed)
        {
            throw new DataRefusedException($"演示会审没有建成：{string.Join(" ", decision.Unmet.Select(u => u.Message))}");
        }
    }
}
