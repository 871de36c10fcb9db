namespace Yinfeng.Kernel;

/// <summary>Keys for new rows: 53 bits, so they survive JSON; ordered by time; made without asking a database.</summary>
/// <remarks>40 bits of milliseconds since 2024, 4 bits of node, 9 bits of sequence. A burst borrows from the future, which keeps
/// the keys unique and ordered within the process. Ids below 2^30 are left to reference data (a region's id is its GB/T 2260 code).</remarks>
public static class Ids
{
    private const long Epoch = 1_704_067_200_000; // 2024-01-01T00:00:00Z
    private static long _last = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - Epoch) << 9;

    /// <summary>0..15; set once at start where several servers share a database.</summary>
    public static int Node { get; set; }

    public static long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - Epoch) << 9);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return ((next >> 9) << 13) | ((long)(Node & 15) << 9) | (next & 511);
            }
        }
    }
}
