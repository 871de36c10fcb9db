namespace Yinfeng.Analytics.Enterprises;

/// <summary>Currencies as one byte. Numbers are given as they are met and hold for the life of the process.</summary>
internal static class CurrencyTable
{
    private static readonly Lock Adding = new();
    private static volatile string[] _codes = ["", "CNY", "USD", "HKD", "EUR", "JPY"];

    public static string Code(byte number) => _codes[number];

    /// <summary>The codes by their numbers as they are now.</summary>
    public static IReadOnlyList<string> Codes => _codes;

    /// <exception cref="InvalidOperationException">More than 256 currencies: somebody stores what is no currency.</exception>
    public static byte Of(string currency)
    {
        var at = Array.IndexOf(_codes, currency);
        if (at >= 0)
        {
            return (byte)at;
        }
        lock (Adding)
        {
            at = Array.IndexOf(_codes, currency);
            if (at < 0)
            {
                at = _codes.Length;
                _codes = at <= byte.MaxValue ? [.. _codes, currency] : throw new InvalidOperationException($"{currency} is one currency too many.");
            }
            return (byte)at;
        }
    }
}
