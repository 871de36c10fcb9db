using System.Globalization;

namespace Yinfeng.Kernel;

/// <summary>Amounts of renminbi are held in fen (分) as <see cref="long"/>, so that sums and order agree on both databases;
/// this type converts and shows them.</summary>
public static class Money
{
    public const long FenPerYuan = 100;
    public const long FenPerWan = 1_000_000;
    public const long FenPerYi = 10_000_000_000;

    /// <summary>The largest amount the ledger takes: 10,000 亿元. A single project above it is a slip of the unit.</summary>
    public const long LargestFen = 10_000 * FenPerYi;

    /// <summary>万元 to fen, half away from zero where the input is finer than a fen.</summary>
    public static long FromWan(decimal wan) => (long)decimal.Round(wan * FenPerWan, 0, MidpointRounding.AwayFromZero);

    /// <summary>亿元 to fen, half away from zero where the input is finer than a fen.</summary>
    public static long FromYi(decimal yi) => (long)decimal.Round(yi * FenPerYi, 0, MidpointRounding.AwayFromZero);

    /// <summary>All digits, in 万元.</summary>
    public static decimal ToWan(long fen) => Trimmed((decimal)fen / FenPerWan);

    /// <summary>All digits, in 亿元.</summary>
    public static decimal ToYi(long fen) => Trimmed((decimal)fen / FenPerYi);

    /// <summary>As pages show it: from 1 亿元 up "5.00 亿元", below "2,100 万元"; absent is "—".</summary>
    public static string Show(long? fen) => fen switch
    {
        null => "—",
        0 => "0",
        >= FenPerYi or <= -FenPerYi => $"{ShowYi(fen)} 亿元",
        _ => $"{ShowWan(fen)} 万元",
    };

    /// <summary>亿元 with two decimals, half away from zero, without the unit.</summary>
    public static string ShowYi(long? fen) => fen is { } f ? Fixed(ToYi(f), 2) : "—";

    /// <summary>万元 without decimals, half away from zero, without the unit.</summary>
    public static string ShowWan(long? fen) => fen is { } f ? Fixed(ToWan(f), 0) : "—";

    private static string Fixed(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.AwayFromZero)
            .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .Replace('-', '−');

    private static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m; // Drops trailing zeros.
}
