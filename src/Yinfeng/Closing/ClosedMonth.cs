using Yinfeng.Kernel;

namespace Yinfeng.Closing;

/// <summary>A month that a numbered bulletin closed for a unit and everything below it (关账). Everything before it is closed too.</summary>
/// <remarks>Written once, never changed. What is frozen with it are its <see cref="ClosedPart"/>s.</remarks>
public sealed class ClosedMonth
{
    public long Id { get; init; } = Ids.Next();
    public long UnitId { get; init; }

    /// <summary>The unit's name when it was closed.</summary>
    public required string UnitName { get; init; }
    public YearMonth Period { get; init; }

    /// <summary>Number of the bulletin: 德招通报〔2023〕3号.</summary>
    public required string Number { get; init; }
    public DateOnly IssuedOn { get; init; }
    public required string ClosedBy { get; init; }

    /// <summary>As pages show the person.</summary>
    public required string ClosedByName { get; init; }
    public DateTime ClosedAtUtc { get; init; }
}

/// <summary>One thing frozen with a closed month: a table of inputs, the figures, a text or the document.</summary>
/// <remarks>The SHA-256 of each part stands in the audit line of the closing, so the log proves what was frozen.</remarks>
public sealed class ClosedPart
{
    public long ClosedMonthId { get; init; }

    /// <summary>See <see cref="PartKind"/>.</summary>
    public required string Kind { get; init; }
    public required byte[] Data { get; init; }
}

/// <summary>Names of the parts. Tables and texts are compressed with Brotli; the document is kept as it is.</summary>
public static class PartKind
{
    public const string Figures = "figures", Indicators = "indicator", Tree = "tree", Rules = "rules", Model = "model", Template = "template", Document = "document", Lights = "lights",
        Units = "unit", UnitVersions = "unit_version", Projects = "project", Months = "monthly_report", Shares = "credit_share",
        Targets = "target", Plans = "plan", Coverage = "coverage";
}

/// <summary>What closes a month: the bulletin that got a number, and what it was made of.</summary>
/// <param name="ModelJson">The bulletin's model; empty where the bulletin was printed elsewhere.</param>
/// <param name="TemplateText">The template the document was made with.</param>
/// <param name="Docx">The document as issued; empty where it was printed elsewhere.</param>
/// <param name="Lights">Writes the lights of the month as JSON; null where there are none.</param>
public sealed record ClosingOrder(long UnitId, YearMonth Period, string Number, DateOnly IssuedOn, string ModelJson, string TemplateText,
    byte[] Docx, Action<Stream>? Lights);
