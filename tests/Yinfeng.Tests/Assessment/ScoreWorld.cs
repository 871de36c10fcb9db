using Yinfeng.Assessment;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Tests.Assessment;

/// <summary>A random group of units with random figures, holes and ties among them.</summary>
internal sealed class ScoreWorld
{
    public static readonly IReadOnlyList<ScoredIndicator> Indicators =
    [
        new("funds", "到位资金", IndicatorUnit.Money, true), new("signed", "签约项目数", IndicatorUnit.Count, true), new("rate", "开工率", IndicatorUnit.Rate, true),
        new("days", "审批天数", IndicatorUnit.Count, false),
    ];

    /// <summary>Every mechanism once.</summary>
    public const string Scheme = """
        - 方案: test
          名称: 试验方案
          版本:
            - 起始: 2023-01-01
              来源: 试验
              小数位: 2
              公开: 随时
              并列: [funds, signed]
              总分封顶: 105
              分组:
                - 名称: 县
                  单位类型: [县]
              项目:
                - 代码: funds
                  名称: 到位资金
                  分值: 40
                  指标: funds
                  得分: 较小(完成率, 100%) × 分值 + 较小(较大(缺省(挑战进度, 0%), 0%), 100%) × 4
                  门槛: 完成率 >= 30%
                - 代码: signed
                  名称: 签约
                  分值: 20
                  指标: signed
                  得分: 分档(完成率, 60% → 10, 80% → 15, 100% → 20, 120% → 22)
                  缺数: 折算
                - 代码: rate
                  名称: 开工率
                  分值: 10
                  指标: rate
                  得分: 若(完成值 >= 基本目标, 分值, 完成值 ÷ 基本目标 × 分值)
                  保底: 2
                - 代码: best
                  名称: 与组内最好比
                  分值: 20
                  指标: funds
                  得分: 完成值 ÷ 组内最高完成值 × 分值
                - 代码: place
                  名称: 名次
                  分值: 10
                  指标: days
                  得分: 分值 − (完成值名次 − 1) × 1.5
                  封顶: 9
                  保底: 1
                - 代码: growth
                  名称: 同比
                  分值: 5
                  指标: funds
                  得分: 累进(同比 保底 0%, 0% → 20, 10% → 10)
                  封顶: 5
                  缺数: 折算
                - 代码: cross
                  名称: 两个指标
                  分值: 5
                  指标: signed
                  得分: 较大(到位资金·完成率, 完成率) × 分值
                  封顶: 6
              加分:
                - 代码: bonus
                  名称: 加分
                  依据: 手工
                  封顶: 3
              扣分:
                - 代码: late
                  名称: 逾期
                  依据: 逾期月报
                  得分: 次数 × 0.35
                  封顶: 2
              一票否决:
                - 代码: veto
                  名称: 造假
                  后果: 总分记零
                - 代码: serious
                  名称: 事故
                  后果: 取消等次
              等次:
                - 名称: 优秀
                  起点: 80
                - 名称: 合格
                  起点: 40
        """;

    public required YearMonth Period { get; init; }
    public required FileGroup Group { get; init; }

    public static ScoreWorld Random(int seed)
    {
        var random = new Random(seed);
        var subjects = new List<FileSubject>();
        var count = random.Next(1, 9);
        for (var i = 0; i < count; i++)
        {
            // A copy of an earlier unit makes a true tie.
            var like = i > 0 && random.Next(4) == 0 ? subjects[random.Next(i)] : null;
            subjects.Add(new FileSubject(FileSubject.UnitKey(i + 1), i + 1, $"37140{i}", $"第{i}县",
                like?.Figures ?? [.. Indicators.Where(_ => random.Next(9) > 0).Select(x => Figures(random, x))],
                new SortedDictionary<ExtraBasis, int> { [ExtraBasis.LateReports] = like?.Cases[ExtraBasis.LateReports] ?? random.Next(0, 12) },
                like?.Entries ?? Entries(random)));
        }
        return new ScoreWorld { Period = new YearMonth(2023, random.Next(1, 13)), Group = new FileGroup("县", subjects) };
    }

    private static SubjectFigures Figures(Random random, ScoredIndicator indicator)
    {
        decimal? Some(int most) => random.Next(8) == 0 ? null : random.Next(12) == 0 ? 0
            : Math.Round((decimal)random.NextDouble() * most, indicator.Unit == IndicatorUnit.Money ? 8 : 2);
        var target = Some(50);
        return new SubjectFigures(indicator.Code, Some(60), Some(50), target, random.Next(3) == 0 ? null : target + random.Next(0, 10), Some(50));
    }

    private static List<FileEntry> Entries(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(3)).Select(i => new FileEntry(i, "bonus", random.Next(1, 30) / 10m, "理由", "文件", "甲", "乙")),
        .. random.Next(10) == 0 ? new[] { new FileEntry(9, random.Next(2) == 0 ? "veto" : "serious", 0, "理由", "文件", "甲", "乙") } : [],
    ];
}
