using System.Buffers;
using Yinfeng.Access;

namespace Yinfeng.Projects;

/// <summary>Answers a query: by lookup when only stage and amounts are asked for of all that somebody sees, else by scanning the columns.</summary>
internal static class LedgerAnswer
{
    /// <summary>Count and one page.</summary>
    /// <param name="page">As long as a page; the rows are written to its start.</param>
    /// <returns>How many rows fit, and how many were written.</returns>
    public static (int Count, int Written) Page(LedgerColumns columns, LedgerQuery query, Viewer viewer, Span<int> page)
    {
        if (IsPlain(query) && columns.Sight(viewer) is { Looks: true } sight)
        {
            var (slice, range) = (sight.Slice(query.Stage), LedgerRange.Of(query));
            return (slice.CountOf(range), slice.Page(query, range, page));
        }
        var words = ArrayPool<ulong>.Shared.Rent(LedgerScan.Words(columns));
        try
        {
            var scan = LedgerScan.Run(columns, query, viewer, words);
            scan.OnlyStage(query.Stage);
            return (scan.CountRows(), scan.Page(query, page));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(words);
        }
    }

    /// <summary>A page with totals and counts per stage; a page number beyond the last means the last.</summary>
    public static (LedgerQuery Query, LedgerTotals Totals, int[] ByStage, int Written) Full(
        LedgerColumns columns, LedgerQuery query, Viewer viewer, Span<int> page)
    {
        if (IsPlain(query) && columns.Sight(viewer) is { Looks: true } sight)
        {
            var (slice, range) = (sight.Slice(query.Stage), LedgerRange.Of(query));
            var totals = slice.Totals(range);
            var last = LastPage(query, totals);
            var stages = new int[8];
            for (var stage = 0; stage < stages.Length; stage++)
            {
                stages[stage] = sight.Slice((ProjectStage)stage).CountOf(range);
            }
            return (last, totals, stages, slice.Page(last, range, page));
        }
        var words = ArrayPool<ulong>.Shared.Rent(LedgerScan.Words(columns));
        try
        {
            var scan = LedgerScan.Run(columns, query, viewer, words);
            var stages = scan.ByStage();
            scan.OnlyStage(query.Stage);
            var totals = scan.Totals();
            var last = LastPage(query, totals);
            return (last, totals, stages, scan.Page(last, page));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(words);
        }
    }

    /// <summary>Slots of the units that own a project which the viewer sees.</summary>
    public static HashSet<int> Owners(LedgerColumns columns, Viewer viewer)
    {
        var words = ArrayPool<ulong>.Shared.Rent(LedgerScan.Words(columns));
        try
        {
            return LedgerScan.Run(columns, new LedgerQuery(), viewer, words).Owners();
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(words);
        }
    }

    private static LedgerQuery LastPage(LedgerQuery query, LedgerTotals totals)
    {
        var pages = Math.Max(1, (totals.Count + query.Limit - 1) / query.Limit);
        return query.Page <= pages ? query : query with { Page = pages };
    }

    private static bool IsPlain(LedgerQuery query) => query is
    {
        Text: null, UnitId: null, Industry: null, NoInvestment: false, Kind: null, Origin: null, Status: null, Year: null,
        CarriedOver: false, WithProblems: false, ImportId: null, Person: null,
    };
}
