using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>Compares dates of which the day or the month may not be known: where that would decide, the answer is unknown.</summary>
internal static class DateOrder
{
    public static Truth Compare(TokenKind sign, LedgerDate a, LedgerDate b) => sign switch
    {
        TokenKind.Less => Before(a, b),
        TokenKind.GreaterOrEqual => TruthLogic.Not(Before(a, b)),
        TokenKind.Greater => Before(b, a),
        TokenKind.LessOrEqual => TruthLogic.Not(Before(b, a)),
        TokenKind.Equal => Same(a, b),
        _ => TruthLogic.Not(Same(a, b)),
    };

    private static Truth Before(LedgerDate a, LedgerDate b) =>
        a.Latest < b.Earliest ? Truth.Yes : a.Earliest >= b.Latest ? Truth.No : Truth.Unknown;

    private static Truth Same(LedgerDate a, LedgerDate b) =>
        !a.IsPartial && !b.IsPartial ? TruthLogic.Of(a == b)
        : a.Latest < b.Earliest || b.Latest < a.Earliest ? Truth.No : Truth.Unknown;
}
