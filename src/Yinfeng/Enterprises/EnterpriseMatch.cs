using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Enterprises;

/// <summary>Finds the company that a row tells of: among those held, and among those added since in the same batch.</summary>
/// <remarks>A checked credit code decides. The same name in the same city decides where one of the two has no checked code.</remarks>
internal sealed class EnterpriseMatch(EnterpriseColumns held)
{
    private readonly Dictionary<string, Enterprise> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, int Adcode), Enterprise> _byName = [];

    /// <returns>The row of a held company, or a company of this batch, or neither; and the reason to write down.</returns>
    public (int Row, Enterprise? New, string? Reason) Find(RegistryRow row)
    {
        if (row.CreditCode.Length > 0)
        {
            if (held.WithCode(row.CreditCode) is [var at, ..])
            {
                return (at, null, "duplicate-code");
            }
            if (_byCode.TryGetValue(row.CreditCode, out var added))
            {
                return (-1, added, "duplicate-code");
            }
        }
        string? reason = null;
        foreach (var at in held.WithName(row.Name))
        {
            if (held.Adcode(at) != row.Adcode)
            {
                continue;
            }
            if (!row.CodeChecked || (held.Flags(at) & EnterpriseFlags.CodeChecked) == 0)
            {
                return (at, null, "duplicate-name");
            }
            reason = "same-name-other-code";
        }
        if (_byName.TryGetValue((row.Name, row.Adcode), out var named))
        {
            return row.CodeChecked && named.CodeChecked ? (-1, null, "same-name-other-code") : (-1, named, "duplicate-name");
        }
        return (-1, null, reason);
    }

    public void Add(Enterprise company)
    {
        if (company.CreditCode is { } code)
        {
            _byCode.TryAdd(code, company);
        }
        _byName.TryAdd((company.Name, company.Adcode), company);
    }
}
