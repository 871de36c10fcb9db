using System.Security.Cryptography;
using System.Text;
using Yinfeng.Access;

namespace Yinfeng.Tests.Access;

public class QrCodeTests
{
    /// <summary>引凤 as another encoder draws it (qrcode-generator 1.4.4, error correction M, mask 3).</summary>
    private const string Yinfeng = """
        111111101110101111111
        100000101110101000001
        101110100111101011101
        101110101100001011101
        101110100110001011101
        100000100010001000001
        111111101010101111111
        000000001010000000000
        101101110000001001011
        111000010100100101011
        010111100010111111000
        101100011100110000100
        101101111111010011110
        000000001000010000000
        111111101100011011001
        100000101101111101001
        101110100101001101111
        101110101110010001010
        101110101011010111100
        100000100001101111101
        111111101111100110000
        """;

    [Fact]
    public void Of_AShortText_IsDrawnModuleForModule() => Assert.Equal(Yinfeng.ReplaceLineEndings("\n"), Rows(QrCode.Of("引凤", 3)));

    [Theory] // SHA-256 of the rows as the same other encoder draws them: several blocks, version information, the longer length field.
    [InlineData("otpauth://totp/Yinfeng:li.min?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Yinfeng", 0, 4, 5, "e625b6e2d5b81ac5ab8ae0abecf6510664fb04c552d89701e603136381734ece")]
    [InlineData("https://yinfeng.example.gov.cn/", 180, 2, 10, "f5a9215e43021fdf8c6c02c9edaeae0f5e20720abbf788a19e6efc09dd75b7c2")]
    public void Of_LongerTexts_AreDrawnModuleForModule(string text, int more, int mask, int version, string hash)
    {
        var code = QrCode.Of(text + new string('x', more), mask);
        Assert.Equal(17 + 4 * version, code.Size);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Rows(code)))));
    }

    [Fact]
    public void Of_WithoutAMask_TakesTheOneThatReadsBest()
    {
        var penalties = Enumerable.Range(0, 8).Select(m => QrPenalty.Of(Modules(QrCode.Of("引凤", m)))).ToList();
        Assert.Equal(penalties.Min(), QrPenalty.Of(Modules(QrCode.Of("引凤"))));
    }

    [Fact]
    public void Of_ATextThatDoesNotFit_Throws() => Assert.Throws<ArgumentException>(() => QrCode.Of(new string('x', 214)));

    private static bool[,] Modules(QrCode code)
    {
        var all = new bool[code.Size, code.Size];
        for (var i = 0; i < code.Size * code.Size; i++)
        {
            all[i / code.Size, i % code.Size] = code.IsDark(i / code.Size, i % code.Size);
        }
        return all;
    }

    private static string Rows(QrCode code) => string.Join('\n', Enumerable.Range(0, code.Size).Select(r =>
        string.Concat(Enumerable.Range(0, code.Size).Select(c => code.IsDark(r, c) ? '1' : '0'))));
}
