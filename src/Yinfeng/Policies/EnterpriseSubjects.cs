using System.Globalization;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Companies of the base as policies see them: what their registration says, with its source. The rest stays open.</summary>
internal sealed class EnterpriseSubjects(EnterpriseBase companies, RegionNames regions)
{
    private const string Registration = "企业登记数据";

    /// <returns>Null where the base has no such company.</returns>
    public async Task<PolicySubject?> OneAsync(long id, CancellationToken ct) =>
        await companies.NowAsync(ct) is var columns && columns.Find(id) is var row and >= 0 ? Of(columns.Facts(row)) : null;

    /// <summary>Every company with this credit code; a source may have given one code twice.</summary>
    public async Task<IReadOnlyList<PolicySubject>> WithCodeAsync(string code, CancellationToken ct)
    {
        var columns = await companies.NowAsync(ct);
        return [.. columns.WithCode(code).Select(row => Of(columns.Facts(row)))];
    }

    /// <summary>Every company registered in a place, without branches, which are given nothing of their own.</summary>
    /// <param name="place">Prefix of a GB/T 2260 code: 2, 4 or 6 digits.</param>
    public async Task<IReadOnlyList<EnterpriseFacts>> InPlaceAsync(int place, CancellationToken ct)
    {
        var columns = await companies.NowAsync(ct);
        var fits = new EnterpriseFilter(place, HeadOffices: true).Of(columns, null)!;
        return [.. Enumerable.Range(0, columns.Count).Where(fits).Select(columns.Facts)];
    }

    public PolicySubject Of(EnterpriseFacts company)
    {
        var row = new FactRow(PolicyFacts.Known);
        var sources = new List<FactSource>();
        var place = company.County > 0 ? company.County : company.Adcode;
        if (place > 0)
        {
            row.Set(PolicyFacts.RegisteredIn, regions.FullName(place));
            sources.Add(new(PolicyFacts.RegisteredIn, Registration));
        }
        if (company.RegisteredOn > 0)
        {
            var registeredOn = PolicyFacts.Known.Find("注册日期")!;
            row.Set(registeredOn, new LedgerDate(company.RegisteredOn / 10_000, company.RegisteredOn / 100 % 100, company.RegisteredOn % 100));
            sources.Add(new(registeredOn, Registration));
        }
        // Other currencies need a dated rate, and a doubtful amount says nothing.
        if (company is { CapitalCents: > 0, Currency: "CNY" } && !company.Flags.HasFlag(EnterpriseFlags.CapitalDoubtful))
        {
            row.SetExact(PolicyFacts.RegisteredCapital, company.CapitalCents);
            sources.Add(new(PolicyFacts.RegisteredCapital, Registration));
        }
        return new($"enterprise:{company.Id}", "企业", company.Id, company.Name, company.Adcode,
            string.Create(CultureInfo.InvariantCulture, $"/enterprises/{company.Id}"), row, sources);
    }
}
