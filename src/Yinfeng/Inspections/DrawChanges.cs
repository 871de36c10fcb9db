namespace Yinfeng.Inspections;

/// <summary>What a draw may not change once it is published: a consistent forgery shows here and nowhere else.</summary>
internal static class DrawChanges
{
    /// <param name="before">The file as somebody kept it after publication.</param>
    /// <param name="now">The file as it is today.</param>
    public static IEnumerable<DrawDifference> Between(DrawFile before, DrawFile now)
    {
        (string At, string Before, string Now)[] fixedParts =
        [
            ("drawNo", before.DrawNo, now.DrawNo), ("hash", before.Hash, now.Hash),
                ("publishedAt", $"{before.PublishedAt:O}", $"{now.PublishedAt:O}"),
            ("projects.hash", before.Projects.Hash, now.Projects.Hash), ("inspectors.hash", before.Inspectors.Hash, now.Inspectors.Hash),
            ("rules", Rules(before), Rules(now)),
            ("sources", string.Join(' ', before.Sources.Select(Source)), string.Join(' ', now.Sources.Select(Source))),
            ("offices", string.Join(' ', before.Offices.Select(o => $"{o.Name}:{o.Commitment}")),
                string.Join(' ', now.Offices.Select(o => $"{o.Name}:{o.Commitment}"))),
        ];
        return fixedParts.Where(p => p.Before != p.Now).Select(p => new DrawDifference(p.At, p.Now, p.Before, "与先前公布的文件不同：公布以后不得改动。"));
    }

    private static string Rules(DrawFile draw) =>
        $"{draw.Rules.ProjectCount} {draw.Rules.InspectorsPerProject} {draw.Rules.HoursAhead} {draw.Rules.RevealHours} {draw.Rules.MissingReveal} {string.Join('；', draw.Rules.Text)}";

    private static string Source(PublicSource source) => $"{source.Name}@{source.At:O}({source.Count}×{source.Smallest}–{source.Largest})";
}
