using System.Xml.Linq;
using Yinfeng.Bulletins;
using Yinfeng.Bulletins.Docx;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Meetings;

/// <summary>Writes minutes as docx in the form that GB/T 9704 gives 纪要: the red mark, the number, the text, who was there; no signature
/// and no seal. Pure: the same model gives the same bytes.</summary>
internal static class MinutesDocument
{
    public static byte[] Write(MinutesModel model) => OfficialDocument.Write(model.Mark, BulletinFonts.Standard, model.Name + "纪要", model.Organ,
        model.IssuedOn ?? model.Day, [.. DocxHead.Mark(model.Mark, model.Number), .. Facts(model), .. Text(model), .. People(model), .. End(model)]);

    /// <summary>"2023年7月10日".</summary>
    public static string Day(DateOnly day) => BulletinFigures.Day(day);

    /// <summary>What stands before the first heading.</summary>
    public static IEnumerable<(string Label, string Value)> Lines(MinutesModel model)
    {
        yield return ("会议", model.Name);
        yield return ("时间", Day(model.Day));
        if (model.Place is { } place)
        {
            yield return ("地点", place);
        }
        if (model.Chair is { } chair)
        {
            yield return ("主持", chair);
        }
    }

    /// <summary>出席, 请假, 列席, as far as anybody is named.</summary>
    public static IEnumerable<(string Label, string Names)> Present(MinutesModel model) =>
        new[] { ("出席", model.Attendees), ("请假", model.Absent), ("列席", model.Observers) }.Where(p => p.Item2 is not null)
            .Select(p => (p.Item1, string.Join("、", p.Item2!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));

    /// <summary>Headings with what stands below each; a part without content has none.</summary>
    public static IEnumerable<(string Heading, IReadOnlyList<string> Paragraphs, BulletinTable? Table)> Parts(MinutesModel model)
    {
        var parts = 0;
        string Heading(string text) => $"{ChineseNumerals.Of(++parts)}、{text}";
        if (model.Agenda.Count > 0)
        {
            yield return (Heading("会议议程"), [$"会议调度了{model.Period[..4]}年{int.Parse(model.Period.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture)}月招商引资工作情况，共{model.Agenda.Count}项议题。"],
                new BulletinTable("表1　会议议题", "", [new("序号", 4, Align.Centre), new("议题", 16, Align.Left), new("提请原因", 26, Align.Left)],
                    [.. model.Agenda.Select((i, n) => (IReadOnlyList<string>)[$"{n + 1}", i.Title, i.Reason ?? "—"])], 0));
        }
        if (model.Summary.Count > 0)
        {
            yield return (Heading("会议情况"), model.Summary, null);
        }
        if (model.Resolutions.Count > 0)
        {
            yield return (Heading("议定事项"), [.. model.Resolutions.Select((r, n) => $"{n + 1}. {Sentence(r)}")], null);
        }
    }

    private static string Sentence(MinutesResolution resolution)
    {
        var text = resolution.Text.TrimEnd('。', '；', '.', ';', ' ');
        var project = resolution.Project is { } name && !text.Contains(name, StringComparison.Ordinal) ? $"（{name}）" : "";
        var person = resolution.Person is { } who ? $"，责任人{who}" : "";
        return $"{text}{project}。由{resolution.Unit}负责{person}，于{Day(resolution.Deadline)}前办结。";
    }

    private static IEnumerable<XElement> Facts(MinutesModel model) => Lines(model).Select(l => Labelled(l.Label, l.Value));

    private static IEnumerable<XElement> Text(MinutesModel model)
    {
        var parts = Parts(model).ToList();
        var last = parts is [.., var end] && end.Table is null ? end.Paragraphs[^1] : null;
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

    /// <summary>One line below the text and on its page; names that run on stand below the first one.</summary>
    private static IEnumerable<XElement> People(MinutesModel model)
    {
        var present = Present(model).ToList();
        return present.Count == 0 ? [] : [DocxHead.Empty(keepNext: true), .. present.Select(p => Labelled(p.Label, p.Names))];
    }

    private static XElement Labelled(string label, string value) => Paragraph(DocxStyles.Attachment,
        [Val("keepNext", "1"), E("ind", A("left", 5 * Gb9704.CharacterWidth), A("hanging", 3 * Gb9704.CharacterWidth))],
        Run(label + "：", DocxStyles.Fonts(BulletinFonts.Standard.Level1)), Run(value));

    private static IEnumerable<XElement> End(MinutesModel model)
    {
        var date = model.IssuedOn is { } day ? Day(day) : "（印发日期）";
        return [DocxColophon.Of("", model.Organ, date)];
    }
}
