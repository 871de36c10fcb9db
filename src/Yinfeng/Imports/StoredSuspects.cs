using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>Stored projects that may be those of new rows under another name: marked for the clerk, never merged on their own.</summary>
internal static class StoredSuspects
{
    private const int MostRows = 50_000;

    /// <param name="rows">Rows that would become new projects.</param>
    /// <param name="companies">Companies of the base by the investors' names in the file, where they were matched.</param>
    public static void Mark(IReadOnlyList<PlannedRow> rows, StoredProjects stored, UnitTree tree, IReadOnlyDictionary<RowPlace, DuplicateDecision> decisions,
        IReadOnlyDictionary<string, long> companies)
    {
        if (rows.Count is 0 or > MostRows || stored.All.Count == 0)
        {
            return;
        }
        var keys = rows.Select(r => Key(r.Row, companies)).ToArray();
        var blocks = Blocks(keys);
        Span<ulong> own = stackalloc ulong[DuplicateFinder.MostKeys];
        foreach (var project in stored.All)
        {
            if (stored.IsTaken(project))
            {
                continue;
            }
            var key = ProjectKey.Of(project.Name, project.Investor, project.OwnerUnitId, tree.Find(project.OwnerUnitId)?.Name,
                project.Amount, project.Currency, project.SignedOn, project.Company);
            foreach (var block in own[..DuplicateFinder.BlockKeys(key, own)])
            {
                foreach (var i in blocks.GetValueOrDefault(block) ?? [])
                {
                    if (rows[i].Suspect is null && DuplicateFinder.Compare(keys[i]!, key) != DuplicateVerdict.Distinct)
                    {
                        Mark(rows[i], project, decisions);
                    }
                }
            }
        }
    }

    private static ProjectKey? Key(LedgerRow row, IReadOnlyDictionary<string, long> companies) =>
        row.Investor is { } name && companies.TryGetValue(name, out var company) ? ProjectKey.Of(row)?.Of(company) : ProjectKey.Of(row);

    private static void Mark(PlannedRow row, StoredProject project, IReadOnlyDictionary<RowPlace, DuplicateDecision> decisions)
    {
        row.Suspect = project;
        if (decisions.ContainsKey(row.Row.Place))
        {
            return; // The clerk has said that both are to be kept.
        }
        (row.FurtherProblems ??= []).Add(new RowProblem("project_name", "duplicate-suspected",
            $"库中已有相近的项目“{project.Name}”{(project.Investor is null ? "" : $"（{project.Investor}）")}，请核对是否同一项目；未处理时按新项目保存。")
        {
            Kept = "库中已有相近的项目，请核对是否同一项目。",
        });
    }

    private static Dictionary<ulong, List<int>> Blocks(ProjectKey?[] keys)
    {
        var blocks = new Dictionary<ulong, List<int>>();
        Span<ulong> own = stackalloc ulong[DuplicateFinder.MostKeys];
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is not { } key)
            {
                continue;
            }
            foreach (var block in own[..DuplicateFinder.BlockKeys(key, own)])
            {
                if (!blocks.TryGetValue(block, out var rows))
                {
                    blocks[block] = rows = [];
                }
                rows.Add(i);
            }
        }
        return blocks;
    }
}
