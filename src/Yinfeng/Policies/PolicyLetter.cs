using System.Xml.Linq;
using Yinfeng.Bulletins;
using Yinfeng.Bulletins.Docx;
using Yinfeng.Kernel;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Policies;

/// <summary>The answer to an investor as a letter (docx): what is granted, by which clause, what is open, what does not apply.</summary>
internal static class PolicyLetter
{
    public static byte[] Write(PolicyReply reply, string organ) => OfficialDocument.Write("惠企政策答复", BulletinFonts.Standard, "惠企政策匹配答复", organ, reply.On,
        [.. DocxHead.Mark("惠企政策答复", null), .. Body(reply, organ)]);

    private static IEnumerable<XElement> Body(PolicyReply reply, string organ)
    {
        yield return Line($"根据您提供的情况，按 {BulletinFigures.Day(reply.On)} 有效的政策，答复如下。");
        yield return Heading("一、您提供的情况");
        foreach (var fact in reply.Facts.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return Line(fact);
        }
        yield return Heading("二、可以享受");
        var yes = reply.Results.Where(r => r.IsAward && r.Answer == PolicyAnswer.Yes).ToList();
        foreach (var result in yes)
        {
            yield return Line($"《{result.Policy.Name}》{result.Clause} {result.Name}：{PolicyLines.Amount(result)}。依据：“{result.Quote}”。");
            foreach (var reading in result.Readings)
            {
                yield return Line($"    读法：{reading.Text}——{PolicyLines.Show(reading.Fen)}。");
            }
        }
        if (yes.Count == 0)
        {
            yield return Line("暂无。");
        }
        yield return Line(reply.Plan.Range is var (low, high) && low != high ? $"同一内容就高不重复，合计 {PolicyLines.Show(low)} 至 {PolicyLines.Show(high)}。"
            : $"同一内容就高不重复，合计 {PolicyLines.Show(reply.Plan.Fen)}。");
        yield return Heading("三、补充情况后才能答复");
        foreach (var result in Open(reply))
        {
            yield return Line($"《{result.Policy.Name}》{result.Clause} {result.Name}：{PolicyLines.Amount(result)}。");
        }
        yield return Line("本答复依据所列情况和政策原文作出，以受理部门审核为准。");
        yield return DocxEnd.Organ(organ, BulletinFigures.Day(reply.On));
    }

    /// <summary>What is worth asking: all but a few facts are there.</summary>
    private static IEnumerable<PolicyResult> Open(PolicyReply reply) =>
        reply.Results.Where(r => r.IsAward && r.Answer is PolicyAnswer.Unknown or PolicyAnswer.Ambiguous && r.Missing.Count <= 2).OrderBy(r => r.Missing.Count).Take(12);

    private static XElement Heading(string text) => Paragraph(DocxStyles.Heading1, text);
    private static XElement Line(string text) => Paragraph(DocxStyles.Body, text);
}
