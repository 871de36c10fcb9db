using System.Text.Json;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

public enum DrawStatus { Frozen, Published, Drawn, Cancelled }

/// <summary>A double-random draw (双随机抽取). All that it is stands in its file; the columns beside it find it.</summary>
public sealed class Draw
{
    public long Id { get; init; } = Ids.Next();
    public long PlanId { get; init; }
    public long UnitId { get; init; }
    public DrawStatus Status { get; set; }

    /// <summary>德州督抽〔2026〕3号; null before publication.</summary>
    public string? Number { get; set; }
    public int? NumberYear { get; set; }
    public int? Sequence { get; set; }
    public required string Title { get; init; }
    public DateTime FrozenAtUtc { get; init; }
    public DateTime? PublishedAtUtc { get; set; }

    /// <summary>When the last public source is drawn.</summary>
    public DateTime? SourceAtUtc { get; set; }
    public DateTime? RevealUntilUtc { get; set; }
    public DateTime? DrawnAtUtc { get; set; }

    /// <summary>How many projects can be drawn, and how many are.</summary>
    public int PoolSize { get; init; }
    public int ProjectCount { get; init; }

    /// <summary>As frozen; the file is compared with them before it is published and before it is drawn.</summary>
    public required string ProjectPoolHash { get; init; }
    public required string InspectorPoolHash { get; init; }

    /// <summary>The <see cref="DrawFile"/> as JSON.</summary>
    public required string Document { get; set; }
    public int Version { get; set; }

    public DrawFile File => JsonSerializer.Deserialize<DrawFile>(Document, DrawFile.Json)!;

    public void Write(DrawFile file) => Document = JsonSerializer.Serialize(file, DrawFile.Json);
}

/// <summary>Last number given by a unit in a year: counted up in the transaction that publishes, so there is no gap.</summary>
public sealed class DrawCounter
{
    public long UnitId { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}
