namespace Yinfeng.Projects;

/// <summary>Check digit of the unified social credit code (GB 32100).</summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Whether 18 characters of the code's own alphabet end in the right check digit.</summary>
    public static bool IsValid(string code)
    {
        if (code.Length != 18)
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var value = Alphabet.IndexOf(code[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }
            sum += value * Weights[i];
        }
        return Alphabet[(31 - sum % 31) % 31] == code[17];
    }
}
