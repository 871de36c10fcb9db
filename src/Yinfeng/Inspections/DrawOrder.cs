using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Yinfeng.Inspections;

/// <summary>The order in which a draw takes the entries of a pool: RFC 3797, section 4, with a ticket for each unit of weight.</summary>
public static class DrawOrder
{
    /// <summary>The RFC counts picks in two bytes.</summary>
    public const int MostPicks = 65_536;

    /// <summary>Pick i (from 0) is ticket H(be16(i) ‖ key ‖ be16(i)) mod the tickets left; an entry leaves with all of its
    /// tickets.</summary>
    /// <param name="weights">Tickets per entry, at least 1, in the order of the published pool.</param>
    /// <returns>Places in <paramref name="weights"/>, each once; computed as far as it is read.</returns>
    public static IEnumerable<int> Of(DrawHash hash, string key, IReadOnlyList<int> weights)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weights.Count, MostPicks, nameof(weights));
        var tickets = new Tickets(weights);
        var text = Encoding.UTF8.GetBytes(key);
        var message = new byte[text.Length + 4];
        text.CopyTo(message, 2);
        for (var i = 0; i < weights.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)i);
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(text.Length + 2), (ushort)i);
            yield return tickets.Take(Remainder(DrawHashes.Of(hash, message), tickets.Left));
        }
    }

    /// <summary>Numbers as the RFC writes them: sorted, each followed by a point, the source by a stroke: "2.5.8.10.12./".</summary>
    public static string Text(IEnumerable<int> numbers) =>
        string.Concat(numbers.Order().Select(n => n.ToString(CultureInfo.InvariantCulture) + ".")) + "/";

    /// <summary>A big-endian number modulo a small one.</summary>
    private static long Remainder(byte[] number, long modulus) => number.Aggregate(0L, (rest, b) => (rest * 256 + b) % modulus);

    /// <summary>Counts tickets from the left in logarithmic time (Fenwick tree).</summary>
    private sealed class Tickets
    {
        private readonly long[] _sums;
        private readonly int[] _weights;

        public Tickets(IReadOnlyList<int> weights)
        {
            _weights = [.. weights];
            _sums = new long[_weights.Length + 1];
            for (var i = 0; i < _weights.Length; i++)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_weights[i], nameof(weights));
                Add(i, _weights[i]);
                Left += _weights[i];
            }
        }

        public long Left { get; private set; }

        /// <summary>Removes the entry that holds the ticket and answers its place.</summary>
        public int Take(long ticket)
        {
            var at = 0;
            for (var step = (int)BitOperations.RoundUpToPowerOf2((uint)_sums.Length); step > 0; step /= 2)
            {
                if (at + step < _sums.Length && _sums[at + step] <= ticket)
                {
                    at += step;
                    ticket -= _sums[at];
                }
            }
            Add(at, -_weights[at]);
            Left -= _weights[at];
            return at;
        }

        private void Add(int place, int weight)
        {
            for (var i = place + 1; i < _sums.Length; i += i & -i)
            {
                _sums[i] += weight;
            }
        }
    }
}
