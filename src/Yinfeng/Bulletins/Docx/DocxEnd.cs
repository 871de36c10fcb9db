using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Docx;

/// <summary>What follows the text: organ and date, the checkpoint of the audit log, 版记.</summary>
internal static class DocxEnd
{
    public static IEnumerable<XElement> Of(BulletinModel model)
    {
        foreach (var line in Attachments(model.Attachments ?? []))
        {
            yield return line;
        }
        yield return DocxHead.Empty(keepNext: true);
        yield return DocxHead.Empty(keepNext: true);
        var date = model.IssuedOn is { } day ? BulletinFigures.Day(day) : "（印发日期）";
        yield return Organ(model.Organ, date);
        yield return Paragraph(DocxStyles.Date, [Val("keepNext", "1")], Run(date)); // 版记 does not stand on a page without text.
        if (model.Audit is { } audit)
        {
            yield return Paragraph(DocxStyles.Note, [Val("keepNext", "1")], Run($"（{BulletinFigures.Audit(audit)}）"));
        }
        yield return DocxColophon.Of(model.Copies, model.Printer, date);
    }

    /// <summary>附件说明: one line below the text, two characters in; a name that runs on stands below its own first character.</summary>
    private static IEnumerable<XElement> Attachments(IReadOnlyList<string> names)
    {
        const string Mark = "附件：";
        for (var i = 0; i < names.Count; i++)
        {
            if (i == 0)
            {
                yield return DocxHead.Empty(keepNext: true);
            }
            var number = names.Count > 1 ? $"{i + 1}. " : "";
            var lead = (i == 0 ? Mark : "") + number;
            var name = 2 + DocxWidth.Characters(Mark + number);
            yield return Paragraph(DocxStyles.Attachment, [Val("keepNext", "1"), E("ind", A("left", (int)(name * Gb9704.CharacterWidth)),
                A("hanging", (int)(DocxWidth.Characters(lead) * Gb9704.CharacterWidth)))], Run(lead + names[i]));
        }
    }

    /// <summary>The organ stands centred above the date, which stands 4 characters from the right.</summary>
    internal static XElement Organ(string organ, string date)
    {
        var centre = 4 + DocxWidth.Characters(date) / 2;
        var right = Math.Max(0, centre - DocxWidth.Characters(organ) / 2);
        return Paragraph(DocxStyles.Organ, [E("ind", A("right", (int)(right * Gb9704.CharacterWidth)), A("firstLine", 0))], Run(organ));
    }
}
