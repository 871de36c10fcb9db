namespace Yinfeng.Maps;

/// <summary>The outline of a county or another region that the office loaded, because the product ships none below prefectures.</summary>
public sealed class Boundary
{
    /// <summary>GB/T 2260 code, which is the unit's id.</summary>
    public long RegionId { get; init; }

    /// <summary>Rings as <see cref="BoundaryText"/> writes them.</summary>
    public required string Rings { get; set; }
    public required string FileName { get; set; }
    public required string Sha256 { get; set; }
    public required string ActorId { get; set; }
    public DateTime AtUtc { get; set; }
}
