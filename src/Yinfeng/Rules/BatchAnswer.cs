namespace Yinfeng.Rules;

/// <summary>A condition's answers for the rows of a block: bits of the rows that are yes, and of those that are yes or unknown.</summary>
/// <remarks>With these two sets the logic of three values is plain: "and" and "or" work on each set, "not" swaps and inverts them.</remarks>
internal readonly ref struct BatchAnswer
{
    private readonly byte _all;

    private BatchAnswer(byte all) => _all = all;

    public BatchAnswer(ReadOnlySpan<ulong> yes, ReadOnlySpan<ulong> possible)
    {
        Yes = yes;
        Possible = possible;
    }

    public static BatchAnswer No => new(1);
    public static BatchAnswer Always => new(2);

    /// <summary>No for every row; the bits are empty then.</summary>
    public bool IsNo => _all == 1;

    /// <summary>Yes for every row; the bits are empty then.</summary>
    public bool IsAlways => _all == 2;

    public ReadOnlySpan<ulong> Yes { get; }
    public ReadOnlySpan<ulong> Possible { get; }

    /// <summary>Whether nothing is unknown: both sets are the same memory.</summary>
    public bool IsCertain => Yes == Possible;
}
