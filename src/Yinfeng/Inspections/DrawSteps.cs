namespace Yinfeng.Inspections;

/// <summary>A step of a draw as its timeline shows it.</summary>
/// <param name="Hash">What binds it, to be copied.</param>
internal sealed record DrawStep(DateTime At, string Text, string? By, string? Hash);

/// <summary>The history of a draw, read from its file.</summary>
internal static class DrawSteps
{
    public static IReadOnlyList<DrawStep> Of(DrawFile draw)
    {
        var steps = new List<DrawStep>
        {
            new(draw.FrozenAt, $"冻结项目池（{draw.Projects.Items.Count:N0} 个），摘要 {draw.Hash}：", null, draw.Projects.Hash),
            new(draw.FrozenAt, $"冻结督查员池（{draw.Inspectors.Items.Count:N0} 人），摘要：", null, draw.Inspectors.Hash),
        };
        if (draw.PublishedAt is { } published)
        {
            steps.Add(new(published, $"公布 {draw.DrawNo}", null, null));
            steps.AddRange(draw.Offices.Select(o => new DrawStep(published, $"{o.Name}交来随机数摘要：", null, o.Commitment)));
            steps.AddRange(draw.Sources.Select(s => new DrawStep(s.At,
                $"{s.Name}开奖" + (s.Numbers is { } n ? $"：{string.Join(' ', n)}" : "（未录入）"),
                s.EnteredBy is { } by ? $"{by} 于 {InspectionTerms.Moment(s.EnteredAt!.Value)} 录入" : null, null)));
            steps.AddRange(draw.Offices.Where(o => o.Nonce is not null).Select(o =>
                new DrawStep(o.RevealedAt!.Value, $"{o.Name}揭示随机数：", null, o.Nonce)));
        }
        if (draw.Drawn is { } drawn)
        {
            steps.AddRange(draw.Offices.Where(o => o.Nonce is null).Select(o =>
                new DrawStep(drawn.At, $"{o.Name}没有揭示，以“{draw.Rules.MissingReveal}”代替", null, null)));
            steps.Add(new(drawn.At, $"抽取 {drawn.Tasks.Count:N0} 个项目", drawn.By, null));
        }
        steps.AddRange(draw.Substitutions.Select(s => new DrawStep(s.At, $"替换督查员：{s.Reason}", s.By, null)));
        if (draw.Cancelled is { } cancelled)
        {
            steps.Add(new(cancelled.At, $"取消：{cancelled.Reason}", cancelled.By, null));
        }
        return [.. steps.OrderBy(s => s.At)];
    }
}
