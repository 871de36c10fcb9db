using System.Globalization;
using System.Xml.Linq;
using Yinfeng.Bulletins;
using Yinfeng.Bulletins.Docx;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Assessment;

/// <summary>Writes the result (考核结果通报) as docx after GB/T 9704. Pure: the same edition gives the same bytes.</summary>
internal static class ResultDocument
{
    /// <param name="day">Of publication; null while it is proposed.</param>
    public static byte[] Write(ScoreFile file, EditionLine line, DateOnly? day)
    {
        var banner = file.Organiser.Name + "招商引资工作领导小组办公室文件";
        return OfficialDocument.Write(banner, BulletinFonts.Standard, Title(file), file.Organiser.Name, day ?? new DateOnly(1, 1, 1),
            [.. DocxHead.Mark(banner, line.Document), .. DocxHead.TitleLines(Title(file)).Select(t => Paragraph(DocxStyles.Title, t)), DocxHead.Empty(), .. Text(file, line),
                .. End(file, day)]);
    }

    public static string Title(ScoreFile file) => $"关于{file.Organiser.Name}{Period(file)}{Name(file)}结果的通报";

    private static string Name(ScoreFile file) => file.Scheme.Name.Replace("（示例）", "", StringComparison.Ordinal);

    private static string Period(ScoreFile file)
    {
        var (year, month) = (file.Period[..4], int.Parse(file.Period.AsSpan(5), CultureInfo.InvariantCulture));
        return month switch { 12 => $"{year}年度", 3 => $"{year}年一季度", 6 => $"{year}年上半年", 9 => $"{year}年前三季度", _ => $"{year}年1—{month}月" };
    }

    private static IEnumerable<XElement> Text(ScoreFile file, EditionLine line)
    {
        yield return Paragraph(DocxStyles.Body, $"按照{(file.Scheme.Document is { } d ? $"《{Name(file)}》（{d}）" : $"“{file.Scheme.Name}”")}，"
            + (file.Closed is { } closed ? $"以{closed.Number}公布的数字" : "以台账数字") + $"为依据，对{file.Organiser.Name}{Period(file)}招商引资目标完成情况进行了考核。现将结果通报如下。"
            + (line.Number > 1 || line.Reason is not null ? $"本通报为第{line.Number?.ToString(CultureInfo.InvariantCulture) ?? "（待定）"}版，更正原因：{line.Reason}" : ""));
        var part = 0;
        foreach (var group in file.Groups.Where(g => g.Subjects.Count > 0))
        {
            var scores = file.Scores.Where(s => s.Group == group.Name).ToList();
            yield return Paragraph(DocxStyles.Heading1, $"{ChineseNumerals.Of(++part)}、{group.Name}");
            yield return Paragraph(DocxStyles.Body, Sentence(scores));
            foreach (var element in DocxTable.Of(Table(file, group, scores, part)))
            {
                yield return element;
            }
        }
        yield return Paragraph(DocxStyles.Body, $"被考核单位对结果有异议的，请于{(line.ObjectUntil is { } until ? BulletinFigures.Day(until) : "规定日期")}前提出。");
        yield return Paragraph(DocxStyles.Body, [Val("jc", "left")],
            Run("本结果依据的数字、方案和算式已经冻结，SHA-256摘要：" + string.Join(' ', line.Sha256.Chunk(16).Select(part => new string(part)))));
    }

    private static string Sentence(List<SubjectScore> scores)
    {
        var first = string.Join("、", scores.Where(s => s.Rank == 1).Select(s => s.Name));
        var vetoed = scores.Where(s => s.Veto is not null).Select(s => $"{s.Name}（{s.Veto}）").ToList();
        return $"共{scores.Count}个，{first}得{AssessmentTerms.Points(scores[0].Total)}分，列第1位。" + (vetoed.Count > 0 ? $"一票否决：{string.Join("、", vetoed)}。" : "");
    }

    private static BulletinTable Table(ScoreFile file, FileGroup group, List<SubjectScore> scores, int number)
    {
        var items = scores[0].Items;
        return new BulletinTable($"表{number}　{group.Name}考核得分", "单位：分",
            [
                new("名次", 4, Align.Centre), new(file.Scheme.Assessed == AssessedKind.Leader ? "领导" : "单位", 8, Align.Left),
                .. items.Select(i => new BulletinColumn($"{i.Name}（{AssessmentTerms.Points(i.Weight)}）", 7, Align.Right)),
                new("加减分", 5, Align.Right), new("总分", 6, Align.Right), new("等次", 5, Align.Centre),
            ],
            [.. scores.Select(s => (IReadOnlyList<string>)
            [
                s.Rank.ToString(CultureInfo.InvariantCulture), s.Name, .. s.Items.Select(i => i.State == ItemState.LeftOut ? "—" : AssessmentTerms.Points(i.Points)),
                AssessmentTerms.Signed(s.ExtraPoints), AssessmentTerms.Points(s.Total), s.Grade ?? (s.Veto is null ? "—" : "否决"),
            ])], 0);
    }

    private static IEnumerable<XElement> End(ScoreFile file, DateOnly? day)
    {
        var date = day is { } d ? BulletinFigures.Day(d) : "（印发日期）";
        yield return DocxHead.Empty();
        yield return Paragraph(DocxStyles.Organ, file.Organiser.Name + "招商引资工作领导小组办公室");
        yield return Paragraph(DocxStyles.Organ, date);
    }
}
