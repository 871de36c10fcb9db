using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>What the reading of a ledger is told besides the file.</summary>
public sealed class LedgerReadOptions
{
    /// <summary>The unit tree of today.</summary>
    public required UnitTree Tree { get; init; }

    /// <summary>Subtree in which names are looked up first, and the owner of rows that name no unit.</summary>
    public long? UnitId { get; init; }

    /// <summary>Year of month columns and targets where neither head, title nor sheet name says one.</summary>
    public int? Year { get; init; }

    /// <summary>How sheets are to be understood, from the wizard or a learned template; sheets not named are understood anew.</summary>
    public IReadOnlyList<SheetMapping>? Mapping { get; init; }

    /// <summary>Whether somebody can be asked which of two columns with the same head is meant: then such a file is read with the first of
    /// them and the question stands in <see cref="LedgerReading.Unclear"/>. Otherwise it is refused as header-ambiguous.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Hears the share of sheets done, 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Whether to look for rows that repeat a project; a caller that compares with the store itself may leave it.</summary>
    public bool FindDuplicates { get; init; } = true;
}

/// <summary>The whole file is refused. <see cref="Unmet.Code"/> is header-not-found or header-ambiguous; the message is for the clerk.</summary>
public sealed class LedgerRefusedException(Unmet reason) : Exception(reason.Message)
{
    public Unmet Reason { get; } = reason;
}
