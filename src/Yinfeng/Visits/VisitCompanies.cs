using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Resolving;

namespace Yinfeng.Visits;

/// <summary>A company as a record bears it.</summary>
/// <param name="Match">What the name means, to be kept with the record; null for a credit code and without a base.</param>
internal sealed record VisitCompany(string Name, string? CreditCode, Resolved? Match);

/// <summary>Reads the company that somebody typed, by name or credit code.</summary>
internal sealed class VisitCompanies(MatchInvestors matches)
{
    /// <param name="unmet">Receives what is wrong; then the answer is of no use.</param>
    public async Task<VisitCompany> ReadAsync(string? typed, List<Unmet> unmet, CancellationToken ct)
    {
        var text = typed?.Trim() ?? "";
        if (CreditCode.IsValid(text.ToUpperInvariant()))
        {
            var code = text.ToUpperInvariant();
            var found = (await matches.ResolveAsync(code, ct))?.Company;
            VisitChecks.Check(found is not null, unmet, "company", $"企业库里没有代码为 {code} 的企业，请填写企业全称。");
            return new(found?.Name ?? "", code, null);
        }
        VisitChecks.Check(text.Length is >= 2 and <= VisitChecks.LongestName, unmet, "company", "请填写企业全称或统一社会信用代码。");
        return new(text, null, text.Length is 0 or > VisitChecks.LongestName ? null : await matches.ResolveAsync(text, ct));
    }
}
