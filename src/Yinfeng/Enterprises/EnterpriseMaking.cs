using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Enterprises;

/// <summary>Companies from rows, and facts for memory from companies.</summary>
internal static class EnterpriseMaking
{
    public static Enterprise From(Matched added, long importId)
    {
        var row = added.Row;
        return new()
        {
            Id = added.Id,
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
            Division = row.Division == 0 ? null : row.Division,
            ScopeHash = row.ScopeHash,
            SourceImportId = importId,
            SourceRow = row.Row,
        };
    }

    public static EnterpriseFacts Facts(Matched added)
    {
        var row = added.Row;
        return new(added.Id, row.Name, row.CreditCode, row.Adcode, row.County, row.RegisteredOn?.Ymd ?? 0, row.Kind, row.CapitalCents ?? -1, row.Currency ?? "",
            (row.CodeChecked ? EnterpriseFlags.CodeChecked : 0) | (row.CurrencyAssumed ? EnterpriseFlags.CurrencyAssumed : 0)
            | (row.CapitalDoubtful ? EnterpriseFlags.CapitalDoubtful : 0) | (row.NamesPerson ? EnterpriseFlags.NamesPerson : 0), row.Division, row.ScopeHash);
    }

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
