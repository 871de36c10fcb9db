namespace Yinfeng.Lights;

/// <summary>Lengths of stays, in days.</summary>
/// <param name="Count">How many stays.</param>
/// <param name="MedianDays">The middle one, or the mean of the middle two; null without any.</param>
/// <param name="LongestProjectId">Whose stay was the longest; of several the one with the smallest id.</param>
public sealed record Durations(int Count, decimal? MedianDays, int? LongestDays, long? LongestProjectId, string? LongestProject)
{
    public static readonly Durations None = new(0, null, null, null, null);

    /// <summary>Sorts <paramref name="stays"/>.</summary>
    internal static Durations Of(List<Stay> stays)
    {
        if (stays.Count == 0)
        {
            return None;
        }
        stays.Sort(static (a, b) => a.Days != b.Days ? a.Days.CompareTo(b.Days) : b.Row.Id.CompareTo(a.Row.Id));
        var middle = stays.Count / 2;
        var median = stays.Count % 2 == 1 ? stays[middle].Days : (stays[middle - 1].Days + stays[middle].Days) / 2m;
        return new Durations(stays.Count, median, stays[^1].Days, stays[^1].Row.Id, stays[^1].Row.Name);
    }
}

/// <summary>One project's stay in a stage, or its way between two.</summary>
internal readonly record struct Stay(LightRow Row, int Days);
