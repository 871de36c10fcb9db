using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Bulletins;

/// <summary>A version of an office's template; versions are added, never changed.</summary>
public sealed class OfficeTemplate
{
    public long UnitId { get; init; }

    /// <summary>From 1, per unit.</summary>
    public int Number { get; init; }
    public required string Text { get; init; }
    public required string ByName { get; init; }
    public DateTime AtUtc { get; init; }
}

/// <summary>The template each office uses: its own latest version, else that of the nearest unit above that has one, else the shipped one.</summary>
public sealed class OfficeTemplates(Database database)
{
    private static readonly Lazy<string> Shipped = new(() => File.ReadAllText(Path.Combine(AppFolders.Data, "bulletins", "template.txt")));

    /// <summary>The template that ships with the product.</summary>
    public static string Default => Shipped.Value;

    /// <param name="upward">The unit, then those above it.</param>
    public async Task<string> ForAsync(IReadOnlyList<long> upward, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var own = await db.Set<OfficeTemplate>().Where(t => upward.Contains(t.UnitId)).ToListAsync(ct);
        return upward.Select(u => own.Where(t => t.UnitId == u).MaxBy(t => t.Number)).FirstOrDefault(t => t is not null)?.Text ?? Default;
    }

    /// <summary>Versions of one unit, the latest first.</summary>
    public async Task<IReadOnlyList<OfficeTemplate>> VersionsAsync(long unitId, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<OfficeTemplate>().Where(t => t.UnitId == unitId).OrderByDescending(t => t.Number).ToListAsync(ct);
    }
}
