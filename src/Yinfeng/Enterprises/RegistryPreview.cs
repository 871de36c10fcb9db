using System.Globalization;
using Yinfeng.Industries;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>A row as it would be taken in.</summary>
/// <param name="Refusal">Why it would not be; null when it would.</param>
public sealed record RegistryPreviewRow(int Row, string Name, string CreditCode, string Place, string RegisteredOn, string Capital, string Kind, string? Refusal,
    IReadOnlyList<string> Problems);

/// <summary>How the first rows of a registry file would be understood; nothing is stored.</summary>
/// <param name="Samples">Some rows as they stand in the file.</param>
/// <param name="Columns">Head by field; what is missing no column feeds.</param>
/// <param name="Looked">So many rows were checked.</param>
/// <param name="Problems">How often each reason was met among them.</param>
public sealed record RegistryPreview(IReadOnlyList<string> Heads, IReadOnlyList<string[]> Samples, IReadOnlyDictionary<string, string> Columns, int Looked,
    IReadOnlyList<RegistryPreviewRow> Rows, IReadOnlyList<(string Reason, int Rows)> Problems, IReadOnlyList<Unmet> Unmet)
{
    private const int MostRows = 8, MostSamples = 3;

    /// <exception cref="RegistryRefusedException">Nothing we can read.</exception>
    internal static RegistryPreview Of(RegistryFile file, SaidColumns said, RegistryPlaces places, IndustryJudge industries, DateOnly today)
    {
        var (heads, samples) = file.Look(said);
        var mapping = RegistryMapping.Of(heads, said.Of(heads));
        if (!mapping.Allowed)
        {
            return new(heads, [.. samples.Take(MostSamples)], said.Of(heads) ?? new Dictionary<string, string>(), 0, [], [], []);
        }
        var rows = file.Read(said, _ => new RegistryCheck(mapping.Value!, places, industries, today)).First();
        return new(heads, [.. samples.Take(MostSamples)], mapping.Value!.ByField(), rows.Count, [.. rows.Take(MostRows).Select(r => Row(r, places))],
            [.. rows.SelectMany(r => (r.Problems ?? []).Select(p => p.Reason).Distinct()).CountBy(r => r).OrderByDescending(c => c.Value).Select(c => (c.Key, c.Value))], []);
    }

    private static RegistryPreviewRow Row(RegistryRow row, RegistryPlaces places) => new(row.Row, row.Name, row.CreditCode, places.Full(row.Adcode, row.County),
        row.RegisteredOn?.ToString() ?? "", row.CapitalCents is { } cents ? CapitalShown.Of(cents, row.Currency ?? "CNY")! : "",
        row.Refusal is null ? EnterpriseTerms.Of(row.Kind) : "", row.Refusal is { } refusal ? EnterpriseTerms.Reason(refusal) : null,
        [.. (row.Problems ?? []).Where(p => p.Reason != row.Refusal)
            .Select(p => EnterpriseTerms.Reason(p.Reason) + (p.Text.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"：{p.Text}") : ""))]);
}
