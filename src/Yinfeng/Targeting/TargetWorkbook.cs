using Yinfeng.Sheets;

namespace Yinfeng.Targeting;

/// <summary>Targets and followed advice as workbooks.</summary>
internal static class TargetWorkbook
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(TargetList list)
    {
        using var stream = new MemoryStream();
        List<SheetToWrite> sheets =
        [
            new("目标企业", [new("名次", 8, ColumnFormat.Whole), new("企业名称", 36), new("统一社会信用代码", 22), new("所在地", 20), new("环节", 20), new("得分", 10, ColumnFormat.General),
                new("得分由来（与名单平均相比）", 40), new("线索", 12)],
                list.Targets.Select(t => (object?[])[t.Rank, t.Name, t.CreditCode, t.Place, t.Node.Name, Round(t.Score),
                    string.Join("，", t.Parts.Select(p => $"{TargetTerms.Of(p.Family)} {p.Value:+0.00;-0.00;0}")), t.LeadId is null ? "" : "已转为线索"])),
            new("理由", [new("名次", 8, ColumnFormat.Whole), new("企业名称", 36), new("理由", 14), new("内容", 80), new("来源", 40)],
                list.Targets.SelectMany(t => t.Reasons.Select(r => (object?[])[t.Rank, t.Name, TargetTerms.Of(r.Kind), r.Text, r.Source]))),
        ];
        if (list.Record is { } record)
        {
            sheets.Add(new("回测", [new("排法", 24), new("AUC", 10, ColumnFormat.General), new("前 50 名命中率", 16, ColumnFormat.General), new("提升（倍）", 12, ColumnFormat.General)],
                TargetsView.Compared(record).Select(c => (object?[])[c.Name, Round(c.Mean.Auc), Round(TrackRecord.HitRate(c.Mean)), Round(c.Mean.Lift)])
                    .Append([TargetTerms.Data(record)]).Concat(TrackRecord.BlindSpots.Select(b => (object?[])[b]))));
        }
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }

    public static byte[] Advice(IReadOnlyList<AdviceLine> lines, Func<string, string> chain, Func<string, string, string> node)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("采纳的建议", [new("企业", 36), new("产业链", 18), new("环节", 18), new("单位", 18), new("名单截至", 12, ColumnFormat.Date), new("名次", 8, ColumnFormat.Whole),
            new("得分", 10, ColumnFormat.General), new("线索等级", 10), new("结果", 24)],
            lines.Select(l => (object?[])[l.Advice.Company, chain(l.Advice.ChainId), node(l.Advice.ChainId, l.Advice.Node), l.UnitName, l.Advice.AsOf, l.Advice.Rank,
                Round(l.Advice.Score), l.Grade.ToString(), l.Outcome]))]);
        return stream.ToArray();
    }

    private static decimal? Round(double value) => double.IsFinite(value) ? Math.Round((decimal)value, 4, MidpointRounding.AwayFromZero) : null;
}
