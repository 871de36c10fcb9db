using System.Text.RegularExpressions;
using System.Xml.Linq;
using Yinfeng.Bulletins.Docx;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Checks;

/// <summary>Page numbers: "— 1 —" in 4号宋体, 7 mm below the type area, odd pages right, even pages left, one character from the edge.</summary>
internal sealed partial class FooterRules(DocxFile file, XElement? section, List<FormatFinding> findings)
{
    private const decimal TwipsPerMillimetre = 1440m / 25.4m;
    private const int OneCharacter = 280; // 4号 is 14 pt.

    public void Check()
    {
        var (odd, even) = (Paragraph("default"), Paragraph("even"));
        var isParted = file.Settings?.Element(W + "evenAndOddHeaders") is { } setting && setting.Attribute(W + "val")?.Value is not ("0" or "false");
        if (odd is null)
        {
            Add("pagenumber", "页码", false, "— 1 —", "没有页码");
            return;
        }
        Add("pagenumber.format", "页码写法", Both(odd, even).All(p => Dashes().IsMatch(Shown(p))), "数字左右各一条一字线，如 — 1 —", Shown(odd));
        Add("pagenumber.sides", "页码单右双左", isParted && even is not null && file.Of(odd, "jc") is "right" or "end" && even is not null && file.Of(even, "jc") is null or "left" or "start",
            "单页居右，双页居左", $"单页 {file.Of(odd, "jc") ?? "left"}，双页 {(isParted && even is not null ? file.Of(even, "jc") ?? "left" : "与单页相同")}");
        Add("pagenumber.inset", "页码空一字", Near(file.Number(odd, "ind", "right"), OneCharacter) && (even is null || Near(file.Number(even, "ind", "left"), OneCharacter)),
            "单页右空一字，双页左空一字", $"单页右空 {Mm(file.Number(odd, "ind", "right"))} mm，双页左空 {Mm(even is null ? null : file.Number(even, "ind", "left"))} mm");
        var run = DocxFile.Runs(odd).First();
        Add("pagenumber.font", "页码字体字号", file.OfRun(run, "rFonts", "eastAsia") is "宋体" or "SimSun" && file.OfRun(run, "sz") == "28", "4号宋体",
            $"{file.OfRun(run, "rFonts", "eastAsia")} {(int.TryParse(file.OfRun(run, "sz"), out var half) ? half / 2m : 10):0.#} 磅");
        Position(odd);
    }

    /// <summary>The dash stands in the middle of the footer's last line, whose lower edge the section gives.</summary>
    private void Position(XElement paragraph)
    {
        var margins = section?.Element(W + "pgMar");
        var (bottom, footer) = (Int(margins, "bottom"), Int(margins, "footer"));
        var line = file.Of(paragraph, "spacing", "lineRule") == "exact" ? file.Number(paragraph, "spacing", "line") ?? 320 : 364;
        var distance = (bottom - footer - line / 2m) / TwipsPerMillimetre;
        Add("pagenumber.distance", "页码一字线距版心下边缘", Math.Abs(distance - 7) <= 1, "7 mm ±1 mm", $"{distance:0.#} mm");
    }

    private XElement? Paragraph(string type) =>
        section?.Elements(W + "footerReference").FirstOrDefault(r => r.Attribute(W + "type")?.Value == type)?.Attribute(R + "id")?.Value is { } id
            && file.Footers.TryGetValue(id, out var footer)
            ? footer.Descendants(W + "p").FirstOrDefault(p => p.Descendants(W + "instrText").Any(i => i.Value.Contains("PAGE", StringComparison.Ordinal))
                || p.Descendants(W + "fldSimple").Any(f => f.Attribute(W + "instr")?.Value.Contains("PAGE", StringComparison.Ordinal) == true))
            : null;

    private static string Shown(XElement paragraph) => DocxFile.Text(paragraph);

    private static IEnumerable<XElement> Both(XElement odd, XElement? even) => even is null ? [odd] : [odd, even];

    private static bool Near(int? found, int wanted) => Math.Abs((found ?? 0) - wanted) <= TwipsPerMillimetre;

    private static string Mm(int? twips) => $"{(twips ?? 0) / TwipsPerMillimetre:0.#}";

    private static int Int(XElement? element, string name) => int.TryParse(element?.Attribute(W + name)?.Value, out var value) ? value : 0;

    private void Add(string rule, string name, bool ok, string expected, string found) => findings.Add(new FormatFinding(rule, name, ok, expected, found));

    [GeneratedRegex(@"^[—–]\s*\d*\s*[—–]$")]
    private static partial Regex Dashes();
}
