using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>A chain being edited.</summary>
/// <param name="Chain">Null while the text has mistakes; then only the text can be edited.</param>
/// <param name="Draft">Null before the first change.</param>
public sealed record ChainEditView(string Id, UnitNode Unit, string Yaml, string? Why, Chain? Chain,
    IReadOnlyList<RuleError> Errors, ChainVersion? Draft, bool MayApprove)
{
    /// <summary>The node in its form; null while none is being changed.</summary>
    public NodeForm? Node { get; init; }

    /// <summary>The link in its form, where it was refused.</summary>
    public LinkForm? Link { get; init; }

    /// <summary>The text is what is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>The text somebody saved meanwhile, beside the one that was typed.</summary>
    public string? Theirs { get; init; }
    public IReadOnlyList<Unmet> Unmet { get; init; } = [];
    public string? Done { get; init; }

    /// <summary>Version of the draft that the page shows, 0 where there is none: the next change must be of the same.</summary>
    public int Seen { get; init; } = Draft?.Version ?? 0;
}

/// <summary>Drafts and versions of a unit's chains.</summary>
internal sealed class ChainDesk(ChainShelf shelf, ChainCheck check, Database database, TimeProvider clock)
{
    /// <returns>Null when the unit has neither the chain nor a draft of it.</returns>
    public async Task<ChainEditView?> EditAsync(Viewer viewer, UnitNode unit, string chain, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var draft = await db.Set<ChainVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.UnitId == unit.Id && v.ChainId == chain
            && v.State == ChainVersionState.Draft, ct);
        var text = draft?.Yaml ?? (await shelf.FindAsync(viewer, chain, unit.Id, DateOnly.MaxValue, ct) is { } now
            ? ChainText.Write(now with { From = BusinessTime.Today(clock) }) : null);
        return text is null ? null : View(viewer, unit, chain, text, draft);
    }

    public ChainEditView View(Viewer viewer, UnitNode unit, string chain, string yaml, ChainVersion? draft)
    {
        var (read, errors) = check.Read(yaml);
        return new ChainEditView(chain, unit, yaml, draft?.Why, read, errors, draft, viewer.May(Rights.Approve));
    }

    /// <summary>The unit's versions of a chain, the latest first.</summary>
    public async Task<IReadOnlyList<ChainVersion>> VersionsAsync(UnitNode unit, string chain, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return [.. (await db.Set<ChainVersion>().AsNoTracking().Where(v => v.UnitId == unit.Id && v.ChainId == chain).ToListAsync(ct))
            .OrderBy(v => v.State).ThenByDescending(v => v.From, StringComparer.Ordinal).ThenByDescending(v => v.SavedAtUtc)];
    }
}
