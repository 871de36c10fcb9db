using System.Xml.Linq;
using Yinfeng.Bulletins;
using Yinfeng.Bulletins.Docx;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Reviews;

/// <summary>Writes the minutes of a review as docx in the form that GB/T 9704 gives 纪要. Pure: the same model gives the same bytes.</summary>
internal static class ReviewMinutesDocument
{
    public static byte[] Write(ReviewMinutes model) => OfficialDocument.Write(model.Mark, BulletinFonts.Standard, model.Name + "纪要", model.Organ,
        model.ConcludedOn ?? model.OpenedOn, [.. DocxHead.Mark(model.Mark, model.Number), .. Facts(model), .. Text(model),
            DocxColophon.Of("", model.Organ, model.ConcludedOn is { } day ? Day(day) : "（印发日期）")]);

    /// <summary>"2026年7月10日".</summary>
    public static string Day(DateOnly day) => BulletinFigures.Day(day);

    /// <summary>What stands before the first heading.</summary>
    public static IEnumerable<(string Label, string Value)> Lines(ReviewMinutes model)
    {
        yield return ("项目", model.Project);
        yield return ("责任单位", model.Owner);
        if (model.Investor is { } investor)
        {
            yield return ("投资方", investor);
        }
        if (model.Investment is { } amount)
        {
            yield return ("总投资", amount);
        }
    }

    /// <summary>Headings with what stands below each; a part without content has none.</summary>
    public static IEnumerable<(string Heading, IReadOnlyList<string> Paragraphs, BulletinTable? Table)> Parts(ReviewMinutes model)
    {
        var parts = 0;
        string Heading(string text) => $"{ChineseNumerals.Of(++parts)}、{text}";
        yield return (Heading("会审事项"), [.. Matter(model)], null);
        yield return (Heading("各单位意见"), [Summary(model)], new BulletinTable("表1　各单位会审意见", "",
            [new("单位", 12, Align.Centre), new("意见", 6, Align.Centre), new("具体意见", 24, Align.Left), new("反馈日期", 6, Align.Centre)],
            [.. model.Opinions.Select(o => (IReadOnlyList<string>)[o.Unit, o.Verdict, o.Text?.ReplaceLineEndings(" ") ?? "—",
                o.On is { } day ? $"{day.Month}月{day.Day}日{(o.Late ? "（逾期）" : "")}" : "—"])], 0));
        if (model.Conditions.Count > 0)
        {
            yield return (Heading("附加条件"), [.. model.Conditions.Select((c, n) =>
                $"{n + 1}. {c.Text.TrimEnd('。', '；', '.', ';', ' ')}（{c.From}提出）。由{c.Unit}负责，于{Day(c.Deadline)}前办结。")], null);
        }
        if (model.Outcome is { } outcome)
        {
            yield return (Heading("会审结论"), [$"会审结论：{outcome}。", .. model.Conclusion], null);
        }
    }

    private static IEnumerable<string> Matter(ReviewMinutes model)
    {
        yield return $"{Day(model.OpenedOn)}，就“{model.Subject.TrimEnd('。')}”征求{model.Opinions.Count}个单位的意见，{Day(model.Deadline)}截止。";
        foreach (var line in model.Background)
        {
            yield return line;
        }
        if (model.Materials.Count > 0)
        {
            yield return $"会审材料：{string.Join("、", model.Materials)}。";
        }
    }

    private static string Summary(ReviewMinutes model) => "各单位意见见表1。其中" + string.Join("，", model.Opinions.GroupBy(o => o.Verdict)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}{g.Count()}个")) + "。";

    private static IEnumerable<XElement> Facts(ReviewMinutes model) => Lines(model).Select(l => Paragraph(DocxStyles.Attachment,
        [Val("keepNext", "1"), E("ind", A("left", 7 * Gb9704.CharacterWidth), A("hanging", 5 * Gb9704.CharacterWidth))],
        Run(l.Label + "：", DocxStyles.Fonts(BulletinFonts.Standard.Level1)), Run(l.Value)));

    private static IEnumerable<XElement> Text(ReviewMinutes model)
    {
        var parts = Parts(model).ToList();
        var last = parts[^1] is { Table: null } end ? end.Paragraphs[^1] : null;
        foreach (var (heading, paragraphs, table) in parts)
        {
            yield return Paragraph(DocxStyles.Heading1, heading);
            foreach (var paragraph in paragraphs)
            {
                yield return Paragraph(DocxStyles.Body, ReferenceEquals(paragraph, last) ? [Val("keepNext", "1")] : [], Run(paragraph));
            }
            foreach (var element in table is null ? [] : DocxTable.Of(table))
            {
                yield return element;
            }
        }
    }
}
