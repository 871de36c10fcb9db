namespace Yinfeng.Settings;

/// <summary>A text that the office set; without a row the default holds.</summary>
public sealed class Setting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
    public required string ActorId { get; set; }
    public DateTime AtUtc { get; set; }
}
