using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Docx;

/// <summary>What follows the text: organ and date, the checkpoint of the audit log, 版记.</summary>
internal static class DocxEnd
{
    public static IEnumerable<XElement> Of(BulletinModel model)
    {
        yield return DocxHead.Empty(keepNext: true);
        yield return DocxHead.Empty(keepNext: true);
        var date = model.IssuedOn is { } day ? BulletinFigures.Day(day) : "（印发日期）";
        yield return Organ(model.Organ, date);
        yield return Paragraph(DocxStyles.Date, date);
        if (model.Audit is { } audit)
        {
            yield return Paragraph(DocxStyles.Note, $"（{BulletinFigures.Audit(audit)}）");
        }
        foreach (var element in Colophon(model, date))
        {
            yield return element;
        }
    }

    /// <summary>The organ stands centred above the date, which stands 4 characters from the right.</summary>
    private static XElement Organ(string organ, string date)
    {
        var centre = 4 + DocxWidth.Characters(date) / 2;
        var right = Math.Max(0, centre - DocxWidth.Characters(organ) / 2);
        return Paragraph(DocxStyles.Organ, [E("ind", A("right", (int)(right * Gb9704.CharacterWidth)), A("firstLine", 0))], Run(organ));
    }

    /// <summary>抄送, then who printed it and when; thick rules above and below, a thin one between.</summary>
    private static IEnumerable<XElement> Colophon(BulletinModel model, string date)
    {
        yield return DocxHead.Empty();
        var cell = new List<XElement>();
        var hasCopies = model.Copies.Length > 0;
        if (hasCopies)
        {
            cell.Add(Line([Border("top", 8, "000000", 1)], Run($"抄送：{model.Copies}")));
        }
        var tab = E("tabs", E("tab", A("val", "right"), A("pos", Gb9704.TypeWidth - 280)));
        cell.Add(Line([Border("top", hasCopies ? 6 : 8, "000000", 1), Border("bottom", 8, "000000", 1)],
            [Run(model.Printer), E("r", E("tab")), Run($"{date}印发")], tab));
        foreach (var line in cell)
        {
            yield return line;
        }
    }

    private static XElement Line(IEnumerable<XElement> borders, IEnumerable<XElement> runs, XElement? tabs = null) =>
        Paragraph(DocxStyles.Colophon, [E("pBdr", borders), .. tabs is null ? Array.Empty<XElement>() : [tabs],
            E("ind", A("left", 280), A("right", 280), A("firstLine", 0))], runs);

    private static XElement Line(IEnumerable<XElement> borders, XElement run) => Line(borders, [run]);
}
