using System.Runtime.InteropServices;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>Companies from rows, and facts for memory from companies.</summary>
internal static class EnterpriseMaking
{
    public static Enterprise From(RegistryRow row, long importId) => new()
    {
        Name = row.Name,
        CreditCode = row.CreditCode.Length == 0 ? null : row.CreditCode,
        CodeChecked = row.CodeChecked,
        Adcode = row.Adcode,
        County = row.County == 0 ? null : row.County,
        RegisteredOn = row.RegisteredOn,
        Kind = row.Kind,
        CapitalCents = row.CapitalCents,
        Currency = row.Currency,
        CurrencyAssumed = row.CurrencyAssumed,
        CapitalDoubtful = row.CapitalDoubtful,
        NamesPerson = row.NamesPerson,
        ScopeHash = ScopeHash(row.Scope),
        SourceImportId = importId,
        SourceRow = row.Row,
    };

    public static EnterpriseFacts Facts(Enterprise company) => new(company.Id, company.Name, company.CreditCode ?? "", company.Adcode, company.County ?? 0,
        company.RegisteredOn?.Ymd ?? 0, company.Kind, company.CapitalCents ?? -1, company.Currency ?? "",
        (company.CodeChecked ? EnterpriseFlags.CodeChecked : 0) | (company.CurrencyAssumed ? EnterpriseFlags.CurrencyAssumed : 0)
        | (company.CapitalDoubtful ? EnterpriseFlags.CapitalDoubtful : 0) | (company.NamesPerson ? EnterpriseFlags.NamesPerson : 0),
        company.Division ?? 0, company.ScopeHash);

    /// <summary>FNV-1a over the characters, stored and therefore fixed for ever; 0 only for an empty scope.</summary>
    public static int ScopeHash(ReadOnlySpan<char> scope)
    {
        if (scope.IsEmpty)
        {
            return 0;
        }
        unchecked
        {
            var hash = 2_166_136_261u;
            foreach (var c in scope)
            {
                hash = (hash ^ c) * 16_777_619;
            }
            return hash == 0 ? 1 : (int)hash;
        }
    }
}
