using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Desk;

/// <summary>Everything on a person's desk, late matters first, then by due day.</summary>
public sealed class DeskItems(IEnumerable<IDeskSource> sources, TimeProvider clock)
{
    private readonly IDeskSource[] _sources = [.. sources];

    public async Task<IReadOnlyList<DeskItem>> OfAsync(Viewer viewer, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        var items = new List<DeskItem>();
        foreach (var source in _sources)
        {
            items.AddRange(await source.ItemsAsync(viewer, today, ct));
        }
        return [.. items.OrderBy(i => i.Part switch { DeskPart.Late => 0, DeskPart.Owed => 1, _ => 2 })
            .ThenBy(i => i.Due ?? DateOnly.MaxValue).ThenBy(i => i.Key, StringComparer.Ordinal)];
    }
}
