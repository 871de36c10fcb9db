using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>What an inspection says of a project: 属实, 基本属实, 不属实, 无法核实.</summary>
public enum InspectionResult { True, MostlyTrue, Untrue, Unverifiable }

/// <summary>One drawn project that has to be inspected (督查任务).</summary>
public sealed class InspectionTask
{
    public long Id { get; init; } = Ids.Next();
    public long DrawId { get; init; }
    public required string DrawNumber { get; init; }

    /// <summary>The unit that inspects.</summary>
    public long UnitId { get; init; }
    public long ProjectId { get; init; }

    /// <summary>Place in the draw, from 1.</summary>
    public int Order { get; init; }
    public DateOnly DueOn { get; init; }
    public int LeastPhotos { get; init; }

    /// <summary>Null until the result is handed in.</summary>
    public InspectionResult? Result { get; set; }
    public DateOnly? VisitedOn { get; set; }
    public string? Place { get; set; }

    /// <summary>WGS 84, in millionths of a degree, where the phone gave them.</summary>
    public int? LatitudeMicro { get; set; }
    public int? LongitudeMicro { get; set; }
    public string? Remark { get; set; }
    public string? SubmittedBy { get; set; }
    public string? SubmittedByName { get; set; }
    public DateTime? SubmittedAtUtc { get; set; }
    public int Version { get; set; }
}

/// <summary>Who inspects a project. A substitute gets a row of their own; the row of whoever left stays.</summary>
public sealed class TaskInspector
{
    public long TaskId { get; init; }
    public long InspectorId { get; init; }
    public required string Name { get; init; }
    public string? ActorId { get; init; }
    public bool Active { get; set; } = true;
}

/// <summary>Something found on the spot (督查发现): a flag on the project until somebody closes it (销号).</summary>
public sealed class Finding
{
    public long Id { get; init; } = Ids.Next();
    public long TaskId { get; init; }
    public long ProjectId { get; init; }

    /// <summary>Of the list in data/rules/inspections.yaml.</summary>
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public DateOnly FoundOn { get; init; }
    public string? ClosedReason { get; set; }
    public string? ClosedBy { get; set; }
    public DateTime? ClosedAtUtc { get; set; }
}

/// <summary>A photo taken on the spot; the file lies among the evidence under its SHA-256.</summary>
public sealed class TaskPhoto
{
    public long Id { get; init; } = Ids.Next();
    public long TaskId { get; init; }
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public long Bytes { get; init; }
    public required string UploadedBy { get; init; }
    public DateTime UploadedAtUtc { get; init; }
}

/// <summary>What an inspector typed and has not handed in yet. Nobody sees another's.</summary>
public sealed class TaskDraft
{
    public long TaskId { get; init; }
    public required string ActorId { get; init; }

    /// <summary>The fields of the form as JSON, letter by letter as typed.</summary>
    public required string Fields { get; set; }
    public DateTime SavedAtUtc { get; set; }
}
