using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>Rows of imports that became, or changed, a negotiation graded 商业秘密 which the viewer may not see: neither their cells
/// are shown nor are they counted, so that an import looks as if they had not been in the file.</summary>
internal sealed class HiddenRows
{
    private readonly HashSet<long> _projects = [];

    /// <summary>Imports that hold such rows.</summary>
    public IReadOnlySet<long> Imports { get; private set; } = new HashSet<long>();

    public bool Hides(ImportRow row) => row.ProjectId is { } id && _projects.Contains(id);

    public static async Task<HiddenRows> OfAsync(YinfengDb db, Viewer viewer, UnitTree tree, CancellationToken ct)
    {
        var (hidden, policy) = (new HiddenRows(), new ProjectPolicy(viewer, tree));
        if (policy.SeesAll)
        {
            return hidden;
        }
        var secrets = db.Set<Project>().Where(ProjectPolicy.Secrets);
        hidden._projects.UnionWith(await secrets.Select(p => p.Id).ToListAsync(ct));
        if (hidden._projects.Count > 0)
        {
            hidden._projects.ExceptWith(await secrets.Where(policy.Filter(db)).Select(p => p.Id).ToListAsync(ct));
        }
        if (hidden._projects.Count > 0)
        {
            var ids = hidden._projects.ToArray();
            hidden.Imports = (await db.Set<Project>().Where(p => p.SourceImportId != null && ids.Contains(p.Id)).Select(p => p.SourceImportId!.Value)
                .Concat(db.Set<ImportChange>().Where(c => c.ProjectId != null && ids.Contains(c.ProjectId.Value)).Select(c => c.ImportId))
                .Distinct().ToListAsync(ct)).ToHashSet();
        }
        return hidden;
    }

    /// <summary>The import with its counts less the hidden rows.</summary>
    public async Task<Import> WithoutAsync(YinfengDb db, Import import, CancellationToken ct)
    {
        if (!Imports.Contains(import.Id))
        {
            return import;
        }
        var gone = (await AllAsync(db, import.Id, ct)).Where(Hides).CountBy(r => r.Outcome).ToDictionary();
        int Left(int count, RowOutcome outcome) => count - gone.GetValueOrDefault(ImportJson.Name(outcome));
        return new Import
        {
            Id = import.Id, FileName = import.FileName, Sha256 = import.Sha256, Bytes = import.Bytes, UnitId = import.UnitId, Year = import.Year,
            ActorId = import.ActorId, AtUtc = import.AtUtc, Status = import.Status, Mapping = import.Mapping,
            Stored = Left(import.Stored, RowOutcome.Stored), Updated = Left(import.Updated, RowOutcome.Updated),
            Merged = Left(import.Merged, RowOutcome.Merged), Refused = Left(import.Refused, RowOutcome.Refused),
        };
    }

    /// <summary>Every row, hidden ones too, as the workbook has them.</summary>
    public static async Task<IReadOnlyList<ImportRow>> AllAsync(YinfengDb db, long importId, CancellationToken ct) =>
        [.. (await db.Set<ImportBlock>().Where(b => b.ImportId == importId).OrderBy(b => b.No).ToListAsync(ct))
            .SelectMany(b => ImportBlockText.Rows(b, Enumerable.Range(0, b.Marks.Length)))];
}
