using Yinfeng.Reference;

namespace Yinfeng.Leads;

/// <summary>A way by which leads come: 外出招商, 驻点招商, 以商招商 …</summary>
public sealed record Channel(string Code, string Name, string Group, string Hint);

/// <summary>The channels of data/reference/channels.csv. A lead keeps the name, so a channel taken off the list stays readable.</summary>
public sealed class Channels
{
    private readonly Lazy<IReadOnlyList<Channel>> _all = new(() =>
        [.. ReferenceTable.Read("channels.csv", "code", "name", "group", "hint").Select(r => new Channel(r[0], r[1], r[2], r[3]))]);

    public IReadOnlyList<Channel> All => _all.Value;

    /// <summary>By name or code.</summary>
    public Channel? Find(string? text) => All.FirstOrDefault(c => c.Name == text?.Trim() || c.Code == text?.Trim());
}
