using System.Text;
using Yinfeng.Shell;

namespace Yinfeng.Tests.Shell;

public sealed class MarkupRingTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public void A_piece_is_found_again_until_it_is_written_over()
    {
        var ring = new MarkupRing(1_000);
        var first = ring.Keep(Day, "first"u8);
        Assert.Equal("first", Found(ring, first, Day));
        Assert.Null(Found(ring, first, Day.AddDays(1)));
        Assert.Null(Found(ring, 0, Day));
        for (var i = 0; i < 1_000; i++)
        {
            var text = new string((char)('a' + i % 26), 1 + i * 31 % 400);
            Assert.Equal(text, Found(ring, ring.Keep(Day, Encoding.UTF8.GetBytes(text)), Day));
        }
        Assert.Null(Found(ring, first, Day));
        Assert.Equal(0, ring.Keep(Day, new byte[501]));
    }

    [Fact]
    public void Readers_beside_writers_get_a_whole_piece_or_none()
    {
        var ring = new MarkupRing(4_096);
        var places = new long[64];
        var found = 0;
        Parallel.For(0, 4, thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 50_000; i++)
            {
                var at = random.Next(places.Length);
                if (i % 4 == 0)
                {
                    var piece = new byte[1 + random.Next(200)];
                    Array.Fill(piece, (byte)('a' + piece.Length % 26));
                    Volatile.Write(ref places[at], ring.Keep(Day, piece));
                }
                else if (Found(ring, Volatile.Read(ref places[at]), Day) is { } text)
                {
                    Assert.Equal(new string((char)('a' + text.Length % 26), text.Length), text);
                    Interlocked.Increment(ref found);
                }
            }
        });
        Assert.True(found > 0);
    }

    private static string? Found(MarkupRing ring, long place, DateOnly day)
    {
        using var html = new HtmlText();
        return ring.TryAdd(html, place, day) ? html.ToString() : html.Written.IsEmpty ? null : throw new InvalidOperationException("Left something behind.");
    }
}
