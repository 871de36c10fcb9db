using System.Globalization;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>Takes what a later file says into a company that is held, and writes down what was different before.</summary>
/// <remarks>What a file does not say stays as it is.</remarks>
internal static class EnterpriseUpdate
{
    /// <summary>Whether the row says anything that memory does not hold.</summary>
    public static bool Differs(EnterpriseColumns held, int at, RegistryRow row) =>
        !held.Name(at).SequenceEqual(row.Name)
        || (row.CreditCode.Length > 0 && !System.Text.Ascii.Equals(held.Code(at), row.CreditCode))
        || (row.Adcode > 0 && held.Adcode(at) != row.Adcode)
        || (row.County > 0 && held.County(at) != row.County)
        || (row.RegisteredOn is { } date && held.RegisteredOn(at) != date.Ymd)
        || (row.Kind != OrganisationKind.Unknown && held.Kind(at) != row.Kind)
        || (row.CapitalCents is { } cents && (held.CapitalCents(at) != cents || held.Currency(at) != row.Currency))
        || (row.Scope.Length > 0 && held.ScopeHash(at) != row.ScopeHash);

    /// <summary>Changes the company and gives what changed; empty when nothing did.</summary>
    /// <param name="scope">As it is held; storing the new one is up to the caller.</param>
    public static List<EnterpriseHistory> Apply(Enterprise company, string? scope, RegistryRow row, EnterpriseImport import)
    {
        var changes = new List<EnterpriseHistory>();
        void Note(string field, string? before, string? now)
        {
            if (before != now)
            {
                changes.Add(new EnterpriseHistory
                {
                    EnterpriseId = company.Id, Field = field, OldValue = before, NewValue = now, SeenOn = import.SourceOn, ImportId = import.Id, SourceRow = row.Row,
                });
            }
        }
        Note("name", company.Name, row.Name);
        company.Name = row.Name;
        if (row.CreditCode.Length > 0 && (row.CodeChecked || !company.CodeChecked))
        {
            Note("creditCode", company.CreditCode, row.CreditCode);
            (company.CreditCode, company.CodeChecked) = (row.CreditCode, row.CodeChecked);
        }
        if (row.Adcode > 0)
        {
            var county = row.County > 0 ? row.County : company.Adcode == row.Adcode ? company.County : null;
            Note("place", Place(company.Adcode, company.County), Place(row.Adcode, county));
            (company.Adcode, company.County) = (row.Adcode, county);
        }
        if (row.RegisteredOn is { } date)
        {
            Note("registeredOn", company.RegisteredOn?.ToString(), date.ToString());
            company.RegisteredOn = date;
        }
        if (row.Kind != OrganisationKind.Unknown)
        {
            Note("kind", company.Kind.ToString(), row.Kind.ToString());
            company.Kind = row.Kind;
        }
        if (row.CapitalCents is { } cents)
        {
            Note("capital", Capital(company.CapitalCents, company.Currency), Capital(cents, row.Currency));
            (company.CapitalCents, company.Currency, company.CurrencyAssumed, company.CapitalDoubtful) = (cents, row.Currency, row.CurrencyAssumed, row.CapitalDoubtful);
        }
        if (row.Scope.Length > 0)
        {
            Note("scope", scope, row.Scope);
            company.ScopeHash = row.ScopeHash;
        }
        company.NamesPerson = PersonNames.MayName(company.Name, company.Kind);
        if (changes.Count > 0)
        {
            (company.SourceImportId, company.SourceRow) = (import.Id, row.Row);
            company.Version++;
        }
        return changes;
    }

    private static string? Place(int city, int? county) => city == 0 ? null : (county ?? city).ToString(CultureInfo.InvariantCulture);

    private static string? Capital(long? cents, string? currency) => cents is { } c ? $"{Money.ToWan(c)} 万 {currency}" : null;
}
