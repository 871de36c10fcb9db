using System.Text;
using Yinfeng.Sheets;

namespace Yinfeng.Tests.Sheets;

public class Crc32Tests
{
    [Fact]
    public void Value_OfTheStandardCheckText_IsTheStandardCheckValue()
    {
        var crc = new Crc32();
        crc.Append(Encoding.ASCII.GetBytes("123456789"));
        Assert.Equal(0xCBF43926u, crc.Value);
    }

    [Fact]
    public void Append_InAnyPieces_EqualsTheTable()
    {
        var random = new Random(7);
        var bytes = new byte[5000];
        random.NextBytes(bytes);
        for (var round = 0; round < 200; round++)
        {
            var length = random.Next(bytes.Length);
            var crc = new Crc32();
            for (var at = 0; at < length;)
            {
                var piece = Math.Min(random.Next(1, 700), length - at);
                crc.Append(bytes.AsSpan(at, piece));
                at += piece;
            }
            Assert.Equal(~Crc32.ByTable(bytes.AsSpan(0, length), uint.MaxValue), crc.Value);
        }
    }
}
