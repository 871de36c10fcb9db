namespace Yinfeng.Analytics.Suspicion;

/// <summary>What one project reported month by month.</summary>
/// <param name="Fen">Amounts in fen, one slot per month of the run; null where nothing was reported.</param>
public sealed record ProjectSeries(long Project, long Unit, long?[] Fen);

/// <summary>How a unit's figure stood against what was planned, month by month.</summary>
/// <param name="Value">Cumulative from January, any scale; null where unknown.</param>
/// <param name="Plan">The same scale; null or not positive where nothing was planned.</param>
public sealed record UnitCourse(long Unit, string Indicator, double?[] Value, double?[] Plan);

/// <summary>What a unit reported in the last twelve months and the twelve before, with what should have grown with it.</summary>
/// <param name="Proxies">One pair per proxy of the run, in the same order for every unit; null where the unit has none.</param>
public sealed record UnitGrowth(long Unit, double Before, double Now, IReadOnlyList<(double Before, double Now)?> Proxies);

/// <summary>Everything the soft tests look at. Months are slots 0 … n − 1, the last is the month of the run.</summary>
/// <param name="JanuaryAt">Slots that begin a year: a cumulative figure starts anew there.</param>
public sealed record SoftInput(IReadOnlyList<ProjectSeries> Projects, IReadOnlyList<UnitCourse> Courses, IReadOnlyList<UnitGrowth> Growth,
    IReadOnlySet<int> JanuaryAt);

/// <summary>Windows and limits; dated data, see data/rules/suspicion.yaml.</summary>
public sealed record SoftLimits(double Q, double Window, double WindowShare, int LeastNear, int LeastDigits, int Draws, int LeastPairs,
    int LeastShared, int LeastRun, double LeastScatter, int LeastUnits, double Freedom, double BenfordGranted)
{
    /// <summary>The seed of the Monte Carlo test: a run comes out the same whenever it is repeated.</summary>
    public const ulong Seed = 20230628;
}

/// <summary>One hypothesis of a run.</summary>
/// <param name="Code"><c>soft.bunching</c>, <c>soft.digits</c>, <c>soft.repeat</c>, <c>soft.copy</c>, <c>soft.smooth</c>,
/// <c>soft.growth</c>, <c>soft.benford</c>.</param>
/// <param name="Project">Null where the unit is looked at as a whole.</param>
/// <param name="Other">The project whose figures are the same.</param>
/// <param name="N">Cases looked at.</param>
/// <param name="Hits">Cases that speak against it.</param>
/// <param name="Statistic">χ², scatter, score or distance, by the test.</param>
/// <param name="Slots">Months that speak against it.</param>
public sealed record SoftResult(string Code, long Unit, long? Project, long? Other, string? Indicator, int N, int Hits, double Statistic,
    double P, IReadOnlyList<int> Slots)
{
    /// <summary>Digit counts, where digits were looked at.</summary>
    public IReadOnlyList<int> Counts { get; init; } = [];
}

/// <summary>A run: every hypothesis with its p-value, and which of them are alarms.</summary>
/// <param name="Cut">Alarms are all p ≤ this; 0 where there is none.</param>
/// <param name="LeastScatter">σ₀ that was used: of the rules, or less where this ledger's peers scatter less.</param>
public sealed record SoftRun(IReadOnlyList<SoftResult> Family, double Cut, double LeastScatter)
{
    public IEnumerable<SoftResult> Alarms => Cut <= 0 ? [] : Family.Where(r => r.P <= Cut);
}
