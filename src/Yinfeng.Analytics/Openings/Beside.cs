namespace Yinfeng.Analytics.Openings;

/// <summary>How many threads long computations take beside a server: all but one, which stays with those who ask for pages.</summary>
/// <remarks>A pool has a thread for each processor and adds others only every half second; a loop over all of them kept every page
/// waiting until it was done, ten seconds with three million companies.</remarks>
internal static class Beside
{
    public static readonly ParallelOptions Server = new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount - 1) };
}
