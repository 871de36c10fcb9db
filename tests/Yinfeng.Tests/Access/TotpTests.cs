using System.Text;
using Yinfeng.Access;

namespace Yinfeng.Tests.Access;

public class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory] // RFC 6238, appendix B, SHA-1.
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Code_IsThatOfTheRfc(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTime.UnixEpoch.AddSeconds(seconds)), digits: 8));

    [Theory] // RFC 4226, appendix D.
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(9, "520489")]
    public void Code_OfSixDigits_IsThatOfTheRfc(long step, string code) => Assert.Equal(code, Totp.Code(Secret, step));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void StepOf_TakesOneStepToEitherSide(int off, bool taken)
    {
        var now = new DateTime(2026, 3, 2, 1, 0, 5, DateTimeKind.Utc);
        var step = Totp.StepAt(now) + off;
        Assert.Equal(taken ? step : null, Totp.StepOf(Secret, Totp.Code(Secret, step), now));
    }

    [Fact]
    public void Base32_IsThatOfRfc4648()
    {
        Assert.Equal("MZXW6YTBOI", Totp.Base32(Encoding.ASCII.GetBytes("foobar")));
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Base32(Secret));
    }
}
