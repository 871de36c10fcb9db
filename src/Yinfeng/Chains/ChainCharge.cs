using Yinfeng.Kernel;

namespace Yinfeng.Chains;

/// <summary>Who answers for a chain in an office from a day on, and by which plan (链长、链办、一链一策). Each change is a row of its own.</summary>
public sealed class ChainCharge
{
    public long Id { get; init; } = Ids.Next();
    public required string ChainId { get; init; }
    public required long UnitId { get; init; }
    public DateOnly From { get; init; }

    /// <summary>链长: name and post.</summary>
    public required string Chief { get; init; }

    /// <summary>链办: the unit that does the work.</summary>
    public required string Office { get; init; }

    /// <summary>一链一策 in words.</summary>
    public string? Plan { get; init; }

    /// <summary>The plan's document: its file in the evidence folder and the name it came with.</summary>
    public string? FileSha256 { get; init; }
    public string? FileName { get; init; }
    public string SavedBy { get; init; } = "";
    public DateTime SavedAtUtc { get; init; }
}

/// <summary>What a chain shall bring an office in a year.</summary>
public sealed class ChainTarget
{
    public long Id { get; init; } = Ids.Next();
    public required string ChainId { get; init; }
    public required long UnitId { get; init; }
    public int Year { get; init; }

    /// <summary>Projects to be signed.</summary>
    public int? Projects { get; set; }

    /// <summary>Total investment of the projects signed.</summary>
    public long? InvestmentFen { get; set; }
    public int Version { get; set; }
}

/// <summary>补链, 延链, 扩链, 强链.</summary>
public enum ChainTaskKind { Fill, Extend, Widen, Strengthen }

/// <summary>What an office shall do about a node.</summary>
public sealed class ChainTask
{
    public long Id { get; init; } = Ids.Next();
    public required string ChainId { get; init; }
    public required long UnitId { get; init; }
    public required string NodeId { get; init; }
    public ChainTaskKind Kind { get; set; }
    public string? Text { get; set; }

    /// <summary>The unit or person that does it.</summary>
    public string? Owner { get; set; }
    public DateOnly? Due { get; set; }
    public int Version { get; set; }
}

/// <summary>What people read on pages and in files.</summary>
internal static class ChainTerms
{
    public static readonly (string Word, ChainTaskKind Kind)[] Tasks =
        [("补链", ChainTaskKind.Fill), ("延链", ChainTaskKind.Extend), ("扩链", ChainTaskKind.Widen), ("强链", ChainTaskKind.Strengthen)];

    public static readonly (string Word, ChainLayer Layer)[] Layers =
        [("上游", ChainLayer.Upstream), ("中游", ChainLayer.Midstream), ("下游", ChainLayer.Downstream), ("配套", ChainLayer.Support)];

    public static string Of(ChainTaskKind kind) => Array.Find(Tasks, t => t.Kind == kind).Word;
    public static string Of(ChainLayer layer) => Array.Find(Layers, l => l.Layer == layer).Word;
    public static string Of(ChainVersionState state) => state switch { ChainVersionState.Draft => "草稿", ChainVersionState.InForce => "已启用", _ => "已撤回" };
}
