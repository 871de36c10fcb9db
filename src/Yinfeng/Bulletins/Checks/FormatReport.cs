namespace Yinfeng.Bulletins.Checks;

/// <summary>One rule of GB/T 9704 measured on a document.</summary>
/// <param name="Rule">Stable name, e.g. <c>margin.top</c>.</param>
/// <param name="Expected">In words and millimetres.</param>
/// <param name="Found">What the document has; where several places fail, the first of them.</param>
public sealed record FormatFinding(string Rule, string Name, bool Ok, string Expected, string Found);

/// <summary>The answer of the rule checker.</summary>
/// <param name="Pages">Pages of the PDF; null where it was not rendered.</param>
/// <param name="Rendering">Why the pages were not measured; null when they were.</param>
public sealed record FormatReport(bool Ok, IReadOnlyList<FormatFinding> Findings, int? Pages, string? Rendering)
{
    public static FormatReport Of(IReadOnlyList<FormatFinding> findings, int? pages, string? rendering) =>
        new(findings.All(f => f.Ok), findings, pages, rendering);
}
