using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Returns;

/// <summary>Which projects a list holds: by the day of a stage, within the month or since the first of January, or every one signed so far.</summary>
/// <param name="Stage">The stage whose actual date decides.</param>
public sealed record ReturnScope(string Word, ProjectStage Stage, ReturnSpan Span)
{
    public static readonly IReadOnlyList<ReturnScope> All =
    [
        .. new[] { (ProjectStage.Signed, "签约"), (ProjectStage.Started, "开工"), (ProjectStage.Producing, "投产"), (ProjectStage.AtCapacity, "达产") }
            .SelectMany(s => new[]
            {
                new ReturnScope("当月" + s.Item2, s.Item1, ReturnSpan.Month), new ReturnScope("当年" + s.Item2, s.Item1, ReturnSpan.Year),
                new ReturnScope("历年" + s.Item2, s.Item1, ReturnSpan.Ever),
            }),
    ];

    /// <summary>Whether the day counts, in the month in which the board counts it.</summary>
    public bool Holds(LedgerDate? day, YearMonth period) => day?.CountsIn is { } month && Span switch
    {
        ReturnSpan.Month => month == period,
        ReturnSpan.Year => month.Year == period.Year && month <= period,
        _ => month <= period,
    };
}

public enum ReturnSpan { Month, Year, Ever }

/// <summary>A project of a list, with its reports up to the month.</summary>
internal sealed record ListedProject(Project Project, UnitTree Tree, YearMonth Period, IReadOnlyList<MonthlyReport> Months)
{
    public MonthlyReport? Month => Months.FirstOrDefault(m => m.Month == Period);

    /// <summary>Null where no month states an amount: nothing reported is not zero.</summary>
    public long? Sum(Func<MonthlyReport, long?> amount, ReturnSpan span) => Months
        .Where(m => span == ReturnSpan.Ever || m.Month.Year == Period.Year && (span == ReturnSpan.Year || m.Month == Period))
        .Select(amount).Aggregate((long?)null, (sum, next) => next is null ? sum : (sum ?? 0) + next);
}

/// <summary>What a column of a list of projects can show: any fact of the ledger, and what the months reported.</summary>
/// <param name="Value">Text, a whole number, or an amount in fen as long where <paramref name="IsMoney"/>; null where nothing is stated.</param>
internal sealed record ReturnFact(string Word, bool IsMoney, Func<ListedProject, object?> Value)
{
    public static readonly IReadOnlyList<ReturnFact> All =
    [
        new("责任单位", false, p => p.Tree.Find(p.Project.OwnerUnitId)?.Name),
        new("阶段", false, p => Terms.Of(p.Project.Stage)),
        new("状态", false, p => Terms.Of(p.Project.Status)),
        .. ProjectFields.All.Select(f => new ReturnFact(f.Label, f.Kind == FieldKind.Wan, p => Read(f, p))),
        Amount("当月到位资金", m => m.FundsFen, ReturnSpan.Month), Amount("当年到位资金", m => m.FundsFen, ReturnSpan.Year),
        Amount("历年到位资金", m => m.FundsFen, ReturnSpan.Ever),
        Amount("当月完成固投", m => m.FixedInvestmentFen, ReturnSpan.Month), Amount("当年完成固投", m => m.FixedInvestmentFen, ReturnSpan.Year),
        Amount("历年完成固投", m => m.FixedInvestmentFen, ReturnSpan.Ever),
        new("形象进度", false, p => p.Month?.Progress), new("存在问题", false, p => p.Month?.Problems),
    ];

    private static readonly Dictionary<string, ReturnFact> ByWord = All.ToDictionary(f => f.Word);

    public static ReturnFact? Find(string word) => ByWord.GetValueOrDefault(word);

    private static ReturnFact Amount(string word, Func<MonthlyReport, long?> amount, ReturnSpan span) => new(word, true, p => p.Sum(amount, span));

    private static object? Read(ProjectField field, ListedProject listed)
    {
        var text = field.Show(listed.Project, listed.Tree);
        return text.Length == 0 ? null : field.Kind switch
        {
            FieldKind.Wan => Money.FromWan(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
            FieldKind.Number => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            FieldKind.Unit => text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..],
            _ => field.Words(listed.Project, listed.Tree),
        };
    }
}
