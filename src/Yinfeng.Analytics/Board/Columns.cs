using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Analytics.Board;

/// <summary>Copies a column into a caller's buffer in the form it wants.</summary>
public static class Columns
{
    /// <summary>Ten-thousandths of a project in a project.</summary>
    public const long PerProject = 10_000;

    // As a 64-bit float 0.0001 is a little more than a ten-thousandth, so whole projects never fall below themselves; and up to the limit
    // the product errs by less than half a ten-thousandth, so the rest never reaches the next one.
    private const double ProjectsPer = 0.0001;
    private const long ExactInDouble = 1L << 50;

    /// <summary>The scalar reference of every copy.</summary>
    public static long Shown(long cell, BoardForm form) => (cell, form) switch
    {
        (_, BoardForm.AsHeld) => cell,
        (BoardPage.Null, _) => 0,
        (_, BoardForm.Whole) => cell / PerProject,
        _ => cell,
    };

    /// <summary>A 16-bit cell as a number; its smallest is no figure.</summary>
    public static long Wide(short cell) => cell == short.MinValue ? BoardPage.Null : cell;

    /// <inheritdoc cref="Wide(short)"/>
    public static long Wide(int cell) => cell == int.MinValue ? BoardPage.Null : cell;

    /// <param name="target">As long as <paramref name="source"/>.</param>
    public static void Copy(ReadOnlySpan<short> source, BoardForm form, Span<long> target)
    {
        var from = MemoryMarshal.Cast<short, Vector256<short>>(source);
        var to = MemoryMarshal.Cast<long, Vector256<long>>(target);
        var none = Vector256.Create((long)short.MinValue);
        for (var i = 0; i < from.Length; i++)
        {
            var (low, high) = Vector256.Widen(from[i]);
            var (a, b) = Vector256.Widen(low);
            var (c, d) = Vector256.Widen(high);
            var four = to.Slice(4 * i, 4);
            (four[0], four[1], four[2], four[3]) = (Shown(a, none, form), Shown(b, none, form), Shown(c, none, form), Shown(d, none, form));
        }
        for (var i = from.Length * Vector256<short>.Count; i < source.Length; i++)
        {
            target[i] = Shown(Wide(source[i]), form);
        }
    }

    /// <inheritdoc cref="Copy(ReadOnlySpan{short}, BoardForm, Span{long})"/>
    public static void Copy(ReadOnlySpan<int> source, BoardForm form, Span<long> target)
    {
        var from = MemoryMarshal.Cast<int, Vector256<int>>(source);
        var to = MemoryMarshal.Cast<long, Vector256<long>>(target);
        var none = Vector256.Create((long)int.MinValue);
        for (var i = 0; i < from.Length; i++)
        {
            var (a, b) = Vector256.Widen(from[i]);
            var two = to.Slice(2 * i, 2);
            (two[0], two[1]) = (Shown(a, none, form), Shown(b, none, form));
        }
        for (var i = from.Length * Vector256<int>.Count; i < source.Length; i++)
        {
            target[i] = Shown(Wide(source[i]), form);
        }
    }

    /// <inheritdoc cref="Copy(ReadOnlySpan{short}, BoardForm, Span{long})"/>
    public static void Copy(ReadOnlySpan<long> source, BoardForm form, Span<long> target)
    {
        if (form == BoardForm.AsHeld)
        {
            source.CopyTo(target);
            return;
        }
        var from = MemoryMarshal.Cast<long, Vector256<long>>(source);
        var to = MemoryMarshal.Cast<long, Vector256<long>>(target);
        var none = Vector256.Create(BoardPage.Null);
        var limit = Vector256.Create(ExactInDouble);
        for (var i = 0; form == BoardForm.ZeroForNull && i < from.Length; i++)
        {
            to[i] = Vector256.AndNot(from[i], Vector256.Equals(from[i], none));
        }
        for (var i = 0; form == BoardForm.Whole && i < from.Length; i++)
        {
            var cells = Vector256.AndNot(from[i], Vector256.Equals(from[i], none));
            if (Vector256.LessThanAll(Vector256.Abs(cells), limit))
            {
                to[i] = Whole(cells);
                continue;
            }
            for (var lane = i * Vector256<long>.Count; lane < (i + 1) * Vector256<long>.Count; lane++)
            {
                target[lane] = Shown(source[lane], form);
            }
        }
        for (var i = from.Length * Vector256<long>.Count; i < source.Length; i++)
        {
            target[i] = Shown(source[i], form);
        }
    }

    /// <summary>Cells that came from a narrower form, so that they are exact in floating point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Shown(Vector256<long> cells, Vector256<long> none, BoardForm form)
    {
        var empty = Vector256.Equals(cells, none);
        return form switch
        {
            BoardForm.AsHeld => Vector256.ConditionalSelect(empty, Vector256.Create(BoardPage.Null), cells),
            BoardForm.Whole => Whole(Vector256.AndNot(cells, empty)),
            _ => Vector256.AndNot(cells, empty),
        };
    }

    private static Vector256<long> Whole(Vector256<long> cells) =>
        Vector256.ConvertToInt64Native(Vector256.ConvertToDouble(cells) * ProjectsPer);
}
