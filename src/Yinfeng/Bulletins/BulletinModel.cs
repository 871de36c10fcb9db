using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Audit;

namespace Yinfeng.Bulletins;

/// <summary>A bulletin (通报) as data: everything its pages and its docx show, and nothing that has to be looked up again.</summary>
/// <remarks>A pure function of the board, the lights, the restatements, the meetings, the hand's edits and the template. It is frozen
/// with the month, so a field may be added but never change its meaning.</remarks>
/// <param name="Number">"运招商办〔2026〕1号"; null for a draft.</param>
/// <param name="IssuedOn">Null for a draft.</param>
/// <param name="Omitted">Sentences that were left out because a figure is missing; for the person who edits, not for print.</param>
/// <param name="Attachments">Names of what goes with it, in order; null where there is nothing.</param>
public sealed record BulletinModel(string UnitCode, string UnitName, string Period, string? Number, DateOnly? IssuedOn, string Banner,
    string Organ, string Title, string Recipients, IReadOnlyList<BulletinSection> Sections, string Copies, string Printer,
    BulletinFonts Fonts, AuditCheckpoint? Audit, IReadOnlyList<string> Omitted, IReadOnlyList<string>? Attachments = null)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public bool IsDraft => Number is null;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static BulletinModel FromJson(string json) => JsonSerializer.Deserialize<BulletinModel>(json, Json)!;
}

/// <summary>A first-level heading with what stands below it; the opening words have no heading.</summary>
/// <param name="Heading">"一、总体情况".</param>
public sealed record BulletinSection(string? Heading, IReadOnlyList<BulletinBlock> Blocks);

public enum BulletinBlockKind { Paragraph, SubHeading, Table }

/// <summary>A paragraph, a second-level heading or a table.</summary>
public sealed record BulletinBlock(BulletinBlockKind Kind, string? Text, BulletinTable? Table)
{
    public static BulletinBlock Paragraph(string text) => new(BulletinBlockKind.Paragraph, text, null);
    public static BulletinBlock SubHeading(string text) => new(BulletinBlockKind.SubHeading, text, null);
    public static BulletinBlock Of(BulletinTable table) => new(BulletinBlockKind.Table, null, table);
}

/// <summary>A table; figures are already written as they are shown.</summary>
/// <param name="Unit">What stands at its upper right: "单位：亿元、%".</param>
/// <param name="TotalRows">How many of the first rows are totals.</param>
public sealed record BulletinTable(string Title, string Unit, IReadOnlyList<BulletinColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows,
    int TotalRows);

/// <param name="Weight">Share of the width that the column asks for.</param>
public sealed record BulletinColumn(string Head, int Weight, Align Align);

/// <summary>Figures stand right, names in the middle, sentences left.</summary>
public enum Align { Centre, Right, Left }

/// <summary>Fonts by role, as the office has licensed them; a machine without one shows the alternative.</summary>
public sealed record BulletinFonts(string Title, string Body, string Level1, string Level2, string PageNumber)
{
    public static readonly BulletinFonts Standard = new("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体");
}
