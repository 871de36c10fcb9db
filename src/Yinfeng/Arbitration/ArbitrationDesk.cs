using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Arbitration;

/// <summary>Cases on a person's desk: claims to state, settlements to answer, rulings that are due, suspicions to look at.</summary>
internal sealed class ArbitrationDesk(ArbitrationQueries queries) : IDeskSource
{
    private const int Named = 5;

    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        if (!viewer.May(Rights.See) || !(viewer.May(Rights.Report) || viewer.May(Rights.Approve)))
        {
            return [];
        }
        var open = await queries.OpenAsync(viewer, ct);
        var suspected = open.Where(c => c.State == ClaimState.Suspected && c.MayRule).ToList();
        return
        [
            .. Capped(open.Where(c => c is { State: ClaimState.Claiming, Mine: not null } && Own(viewer, c)
                && c.Answers[c.Mine.Value - 1] == ClaimAnswer.Waiting).ToList(), "claim", today,
                "请认领或放弃"),
            .. Capped(open.Where(c => c.State is ClaimState.Awaiting or ClaimState.Appealed && c.MayRule).ToList(), "rule", today, "待裁决"),
            .. suspected.Count == 0 ? Array.Empty<DeskItem>() : [new DeskItem($"claims-suspected:{today:yyyy-MM}", DeskPart.Owed, null, $"{suspected.Count} 对疑似重复申报待核对",
                "立案，或认定为不同的项目", "/arbitration?state=Suspected")],
            .. open.Where(c => c is { State: ClaimState.Awaiting or ClaimState.Appealed, Mine: not null } && viewer.May(Rights.Report)).Take(Named)
                .Select(c => new DeskItem($"claim-waiting:{c.Id}", DeskPart.Waiting, null, $"归属争议在等裁决：{c.Names[c.Mine!.Value - 1]}", Between(c), $"/arbitration/{c.Id}")),
        ];
    }

    /// <summary>Cases that wait for a ruling. Names are masked as everywhere, so a case is no matter of one project's page.</summary>
    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct) => projectId is not null || !viewer.May(Rights.See) ? []
        : [.. from c in (await queries.ListAsync(viewer, new ClaimFilter(Open: true, Size: 100_000), ct)).Rows
              where c.RulingSince is not null
              select new PendingMatter(PendingKind.ClaimToRule, $"{c.Names[(c.Mine ?? 1) - 1]}（{Between(c)}）", c.ArbiterUnitId, c.ArbiterUnitId, Rights.Approve, c.RulingSince!.Value,
                  c.RulingSince.Value, $"/arbitration/{c.Id}", null, c.Due)];

    private static bool Own(Viewer viewer, ClaimLine line) => viewer.May(Rights.Report) && line.Mine is not null;

    private static IEnumerable<DeskItem> Capped(List<ClaimLine> rows, string part, DateOnly today, string what)
    {
        foreach (var row in rows.Take(Named))
        {
            yield return new DeskItem($"claim-{part}:{row.Id}:{row.Due:yyyyMMdd}", row.Due < today ? DeskPart.Late : DeskPart.Owed, row.Due,
                $"归属争议{what}：{row.Names[(row.Mine ?? 1) - 1]}", Between(row), $"/arbitration/{row.Id}");
        }
        if (rows.Count > Named)
        {
            yield return new DeskItem($"claims-more:{part}:{rows.Count}", DeskPart.Owed, rows[Named].Due, $"另有 {rows.Count - Named} 件归属争议{what}", "", "/arbitration");
        }
    }

    private static string Between(ClaimLine row) => $"{row.Units[0]}与{row.Units[1]}";
}
