using System.Xml.Linq;
using Yinfeng.Bulletins;
using Yinfeng.Bulletins.Docx;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Arbitration;

/// <summary>裁定书, 复议决定书: a ruling as docx after GB/T 9704, with the red mark, the number, the parties, the reason, the ruling and how to appeal.
/// Pure: the same view gives the same bytes, and a reader's copy holds nothing that their page does not.</summary>
internal static class RulingDocument
{
    public const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static byte[] Write(ClaimView view, RulingView ruling)
    {
        var kind = ruling.Round == 2 ? "复议决定书" : "裁定书";
        var mark = $"{ruling.UnitName}招商引资项目归属{kind}";
        return OfficialDocument.Write(mark, BulletinFonts.Standard, kind, ruling.UnitName, ruling.On,
            [.. DocxHead.Mark(mark, ruling.Number), .. Body(view, ruling), .. End(ruling)]);
    }

    /// <summary>Heading and paragraphs of every part.</summary>
    internal static IEnumerable<(string Heading, string[] Paragraphs)> Parts(ClaimView view, RulingView ruling)
    {
        yield return ("当事单位", [.. view.Sides.Select(s => $"{ArbitrationTerms.Party(s.Side)}：{s.UnitName}，申报“{s.Name}”。")]);
        yield return ("争议与陈述",
        [
            $"双方申报的{(view.Reasons.Count > 0 ? string.Join("、", view.Reasons.Select(ArbitrationTerms.Of)) : "项目相近")}，疑为同一项目。",
            .. view.Sides.Select(s => $"{ArbitrationTerms.Party(s.Side)}{ArbitrationTerms.Of(s.Answer ?? ClaimAnswer.Waiting)}。{(s.Statement is { } said ? $"陈述：{said}" : "")}"),
        ]);
        yield return (ruling.Round == 2 ? "复议理由" : "裁定理由", [ruling.Reason]);
        yield return (ruling.Round == 2 ? "复议决定" : "裁定结果", [ruling.Text]);
        yield return ("救济途径",
        [
            ruling.Round == 2 ? "本决定为最终决定。"
                : $"对本裁定有不同意见的，可以在{BulletinFigures.Day(ruling.On.AddDays(view.Limits.AppealDays))}前向{ruling.UnitName}的上级申请复议一次；复议期间不停止执行。",
        ]);
    }

    private static IEnumerable<XElement> Body(ClaimView view, RulingView ruling)
    {
        var parts = 0;
        foreach (var (heading, paragraphs) in Parts(view, ruling))
        {
            yield return Paragraph(DocxStyles.Heading1, $"{ChineseNumerals.Of(++parts)}、{heading}");
            foreach (var paragraph in paragraphs)
            {
                yield return Paragraph(DocxStyles.Body, paragraph);
            }
        }
    }

    private static IEnumerable<XElement> End(RulingView ruling)
    {
        var date = BulletinFigures.Day(ruling.On);
        yield return DocxHead.Empty(keepNext: true);
        yield return DocxHead.Empty(keepNext: true);
        yield return DocxEnd.Organ(ruling.UnitName, date);
        yield return Paragraph(DocxStyles.Date, [Val("keepNext", "1")], Run(date));
        yield return DocxColophon.Of("", ruling.UnitName, date);
    }
}
