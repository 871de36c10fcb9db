using Yinfeng.Reference;

namespace Yinfeng.Lights;

/// <summary>Divisions (大类) of GB/T 4754 by the codes that projects carry: "C3981", "3981" and "39" are all 39.</summary>
public sealed class IndustryNames
{
    private readonly Dictionary<string, string> _divisions =
        ReferenceTable.Read("gbt4754-2017.csv", "code", "name", "level").Where(r => r[2] == "2").ToDictionary(r => r[0], r => r[1]);

    /// <summary>The division; null for a code that names none.</summary>
    internal (string Code, string Name)? Division(string? code)
    {
        var digits = code is null ? default : code.AsSpan().Trim().TrimStart("ABCDEFGHIJKLMNOPQRSTabcdefghijklmnopqrst");
        var key = digits.Length >= 2 ? digits[..2].ToString() : "";
        return _divisions.TryGetValue(key, out var name) ? (key, name) : null;
    }
}
