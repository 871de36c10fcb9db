using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Imports;

/// <summary>Files that a person uploaded and neither stored nor discarded.</summary>
internal sealed class StagedDesk(StagedImports staging) : IDeskSource
{
    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct) =>
        [.. (await staging.ListAsync(viewer, ct)).Where(s => s.ActorId == viewer.ActorId).Select(s => new DeskItem($"import:{s.Id}", DeskPart.Owed, null,
            $"台账“{s.FileName}”还没有导入完", "核对后保存，或者放弃", $"/imports/staged/{s.Id}"))];
}
