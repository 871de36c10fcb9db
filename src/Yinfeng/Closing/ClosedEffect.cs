using Yinfeng.Kernel;

namespace Yinfeng.Closing;

/// <summary>A figure of one unit (not those above it) in one closed month that a write moves.</summary>
/// <param name="Indicator">Code of a sum; rates follow from the sums they are made of.</param>
/// <param name="Before">Of a goal: what stood there. Of a figure: not used, <paramref name="Moved"/> says by how much.</param>
/// <param name="Moved">How much the sum of that month alone changes, as the board holds it; 0 for a goal.</param>
/// <param name="ProjectId">Of a figure: the project that moves it.</param>
internal sealed record ClosedEffect(long UnitId, YearMonth Month, string Indicator, RestatedField Field, long? Before, long? After, long Moved,
    long? ProjectId);
