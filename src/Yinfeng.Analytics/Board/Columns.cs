using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Board;

/// <summary>Copies a column into a caller's buffer in the form it wants.</summary>
public static class Columns
{
    /// <summary>Ten-thousandths of a project in a project.</summary>
    public const long PerProject = 10_000;

    // Up to here a 64-bit float holds the number and its ten-thousandth closely enough to cut off right.
    private const long ExactInDouble = 1L << 50;

    /// <param name="target">As long as <paramref name="source"/>.</param>
    public static void Copy(ReadOnlySpan<long> source, BoardForm form, Span<long> target)
    {
        switch (form)
        {
            case BoardForm.ZeroForNull: ZeroForNull(source, target); break;
            case BoardForm.Whole: Whole(source, target); break;
            default: source.CopyTo(target); break;
        }
    }

    /// <summary>The scalar reference of <see cref="Copy"/>.</summary>
    public static long Shown(long cell, BoardForm form) => (cell, form) switch
    {
        (_, BoardForm.AsHeld) => cell,
        (BoardPage.Null, _) => 0,
        (_, BoardForm.Whole) => cell / PerProject,
        _ => cell,
    };

    private static void ZeroForNull(ReadOnlySpan<long> source, Span<long> target)
    {
        var from = MemoryMarshal.Cast<long, Vector256<long>>(source);
        var to = MemoryMarshal.Cast<long, Vector256<long>>(target);
        var none = Vector256.Create(BoardPage.Null);
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = Vector256.AndNot(from[i], Vector256.Equals(from[i], none));
        }
        for (var i = from.Length * Vector256<long>.Count; i < source.Length; i++)
        {
            target[i] = Shown(source[i], BoardForm.ZeroForNull);
        }
    }

    private static void Whole(ReadOnlySpan<long> source, Span<long> target)
    {
        var from = MemoryMarshal.Cast<long, Vector256<long>>(source);
        var to = MemoryMarshal.Cast<long, Vector256<long>>(target);
        var limit = Vector256.Create(ExactInDouble);
        var divisor = Vector256.Create((double)PerProject);
        for (var i = 0; i < from.Length; i++)
        {
            if (Vector256.LessThanAll(from[i], limit) && Vector256.GreaterThanAll(from[i], -limit))
            {
                to[i] = Vector256.ConvertToInt64(Vector256.ConvertToDouble(from[i]) / divisor);
                continue;
            }
            for (var lane = i * Vector256<long>.Count; lane < (i + 1) * Vector256<long>.Count; lane++)
            {
                target[lane] = Shown(source[lane], BoardForm.Whole);
            }
        }
        for (var i = from.Length * Vector256<long>.Count; i < source.Length; i++)
        {
            target[i] = Shown(source[i], BoardForm.Whole);
        }
    }
}
