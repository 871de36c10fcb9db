using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Yinfeng.Grants;

/// <summary>Forms of the room read into what the writes take; the same words come back into a form that was refused.</summary>
internal static class GrantForms
{
    public static GrantFacts Application(IFormCollection form) => new(form["policy"], form["article"], form["name"], form["code"],
        form["facts"], form["unit"], form["year"],
        form["asked"], form["caseReason"], Id(form["project"]), form["origin"] == "automatic");

    public static ApprovalFacts Approval(IFormCollection form) => new(form["wan"], Plan(form), form["caseReason"], form["remark"],
        form["overrunBy"], form["overrunReason"]);

    public static PaymentFacts Payment(IFormCollection form) => new((int)(Id(form["part"]) ?? 0), form["paidOn"], form["voucher"],
        Id(form["file"]));

    public static ClawbackFacts Clawback(IFormCollection form) => new(form["wan"], form["clause"], form["reason"], form["due"],
        form["stop"] == "yes");

    /// <summary>Lines with a day or an amount.</summary>
    public static List<PartFacts> Plan(IFormCollection form) => [.. Enumerable.Range(0, GrantPlan.MostParts)
        .Select(i => new PartFacts(form[Name(i, "due")], form[Name(i, "wan")])).Where(p => !string.IsNullOrWhiteSpace(p.Due + p.Wan))];

    /// <summary>File by name of the fact; the position stands in the name of the field.</summary>
    public static Dictionary<string, long> Checked(IFormCollection form, IEnumerable<GrantFact> facts) =>
        facts.Select(f => (f.Name, File: Id(form[string.Create(CultureInfo.InvariantCulture, $"fact.{f.Position}")])))
            .Where(f => f.File is not null)
            .ToDictionary(f => f.Name, f => f.File!.Value, StringComparer.Ordinal);

    public static int? Version(IFormCollection form) => int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture,
        out var seen) ? seen : null;

    public static string Name(int part, string field) => string.Create(CultureInfo.InvariantCulture, $"plan.{part}.{field}");

    private static long? Id(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>What a person typed before a refusal.</summary>
/// <param name="Act">Which form it was.</param>
public sealed record GrantTyped(string Act, IFormCollection? Form)
{
    public string? Of(string act, string field) => act == Act && Form is not null && Form.TryGetValue(field, out var value)
        ? value.ToString() : null;
}
