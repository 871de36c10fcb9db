using System.Text.RegularExpressions;
using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Checks;

/// <summary>The parts of an official document, found by what they say and where they stand, not by the names of styles.</summary>
internal sealed partial record DocxParts(XElement? Section, XElement? Banner, XElement? Number, XElement? RuleBelowNumber,
    IReadOnlyList<XElement> Title, IReadOnlyList<XElement> Body, IReadOnlyList<XElement> Level1, IReadOnlyList<XElement> Level2,
    IReadOnlyList<XElement> Attachments, XElement? Date)
{
    public static DocxParts Of(DocxFile file)
    {
        var all = file.Body.Elements(W + "p").Where(p => DocxFile.Text(p).Length > 0 && !p.Descendants(W + "p").Any()).ToList(); // Without boxes.
        var number = all.FindIndex(p => NumberText().IsMatch(DocxFile.Text(p)));
        var after = number < 0 ? all : all[(number + 1)..];
        var title = after.TakeWhile(p => file.Of(p, "jc") == "center").ToList();
        var date = after.FindLastIndex(p => DateText().IsMatch(DocxFile.Text(p)));
        var text = (date < 0 ? after : after[..date]).Skip(title.Count).ToList();
        var level1 = text.Where(p => Level1Text().IsMatch(DocxFile.Text(p))).ToList();
        var level2 = text.Where(p => Level2Text().IsMatch(DocxFile.Text(p)) && DocxFile.Text(p).Length < 30).ToList();
        var first = text.FindLastIndex(p => AttachmentText().IsMatch(DocxFile.Text(p)));
        var attachments = first < 0 ? [] : text[first..].Take(1).Concat(text[(first + 1)..].TakeWhile(p => NumberedText().IsMatch(DocxFile.Text(p)))).ToList();
        // Recipients stand without indent and end with a colon; table titles are centred; the organ stands right; minutes name who was there.
        var body = text.Except(level1).Except(level2).Except(attachments).Where(p => file.Of(p, "jc") is null or "both" or "left" or "start" or "distribute")
            .Where(p => !DocxFile.Text(p).EndsWith('：') && DocxFile.Text(p).Length > 8 && !LabelText().IsMatch(DocxFile.Text(p))).ToList();
        var below = number < 0 ? null : all[number].ElementsAfterSelf().Take(2)
            .Select(p => p.Element(W + "pPr")?.Element(W + "pBdr")).FirstOrDefault(b => b is not null)?.Elements().FirstOrDefault();
        return new DocxParts(file.Body.Elements(W + "sectPr").LastOrDefault(), number > 0 ? all[0] : null, number < 0 ? null : all[number], below,
            title, body, level1, level2, attachments, date < 0 ? null : after[date]);
    }

    [GeneratedRegex(@"〔.*〕.*号|\[\d{4}\].*号|（\d{4}）.*号|草稿")]
    private static partial Regex NumberText();

    [GeneratedRegex(@"^([\d〇○一二三四五六七八九]{4}年.{1,3}月.{1,3}日|（印发日期）)$")]
    private static partial Regex DateText();

    /// <summary>Lines of minutes whose label is 黑体.</summary>
    [GeneratedRegex("^(会议|时间|地点|主持|出席|请假|列席)：")]
    private static partial Regex LabelText();

    [GeneratedRegex("^附件[：:]")]
    private static partial Regex AttachmentText();

    [GeneratedRegex(@"^\d+[.．、]")]
    private static partial Regex NumberedText();

    [GeneratedRegex("^[一二三四五六七八九十]+、")]
    private static partial Regex Level1Text();

    [GeneratedRegex("^（[一二三四五六七八九十]+）")]
    private static partial Regex Level2Text();
}
