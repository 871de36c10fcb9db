using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Yinfeng.Bulletins.Docx;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Checks;

/// <summary>Measures a docx against GB/T 9704-2012, to 1 mm where it is a length.</summary>
internal sealed partial class DocxRules
{
    private const decimal TwipsPerMillimetre = 1440m / 25.4m;
    private readonly DocxFile _file;
    private readonly DocxParts _parts;
    private readonly List<FormatFinding> _findings = [];

    private DocxRules(DocxFile file) => (_file, _parts) = (file, DocxParts.Of(file));

    public static IReadOnlyList<FormatFinding> Check(DocxFile file)
    {
        var rules = new DocxRules(file);
        rules.Page();
        rules.Grid();
        rules.Head();
        rules.Text();
        new AttachmentRules(file, rules._parts.Attachments, rules._findings).Check();
        rules.Date();
        rules.Tables();
        new FooterRules(file, rules._parts.Section, rules._findings).Check();
        return rules._findings;
    }

    /// <summary>Whether somewhere stands who printed it and when (版记).</summary>
    public static bool HasColophon(DocxFile file) =>
        file.Body.Descendants(W + "p").Any(p => p.Descendants(W + "p").FirstOrDefault() is null && DocxFile.Text(p).EndsWith("印发", StringComparison.Ordinal));

    private void Page()
    {
        var (size, margins) = (_parts.Section?.Element(W + "pgSz"), _parts.Section?.Element(W + "pgMar"));
        decimal Mm(XElement? of, string name) => Millimetres(of?.Attribute(W + name)?.Value);
        var (width, height) = (Mm(size, "w"), Mm(size, "h"));
        Length("page.width", "纸张宽度", 210, width);
        Length("page.height", "纸张高度", 297, height);
        Length("margin.top", "天头（上白边）", 37, Mm(margins, "top"));
        Length("margin.left", "订口（左白边）", 28, Mm(margins, "left"));
        Length("area.width", "版心宽度", 156, width - Mm(margins, "left") - Mm(margins, "right"));
        Length("area.height", "版心高度", 225, height - Mm(margins, "top") - Mm(margins, "bottom"));
    }

    private void Grid()
    {
        var (size, margins) = (_parts.Section?.Element(W + "pgSz"), _parts.Section?.Element(W + "pgMar"));
        if (size is null || margins is null || _parts.Body is not [var body, ..])
        {
            Add("lines", "每面行数", false, "22 行", "没有找到正文");
            return;
        }
        var grid = _parts.Section!.Element(W + "docGrid");
        var exact = _file.Of(body, "spacing", "lineRule") == "exact" ? _file.Number(body, "spacing", "line") : null;
        var pitch = exact ?? (grid?.Attribute(W + "type") is { Value: not "default" } && int.TryParse(grid.Attribute(W + "linePitch")?.Value, out var p) ? p : null);
        var height = Int(size, "h") - Int(margins, "top") - Int(margins, "bottom");
        var lines = pitch is > 0 ? height / pitch.Value : 0;
        Add("lines", "每面行数", lines == 22, "22 行", pitch is null ? "没有固定行距或行网格" : $"{lines} 行（行距 {pitch / 20m:0.##} 磅）");
        if (DocxFile.Runs(body).FirstOrDefault() is { } run && int.TryParse(_file.OfRun(run, "sz"), out var half))
        {
            var spacing = int.TryParse(_file.OfRun(run, "spacing"), out var s) ? s : 0;
            var extra = grid?.Attribute(W + "type")?.Value is "linesAndChars" or "snapToChars" && int.TryParse(grid.Attribute(W + "charSpace")?.Value, out var c)
                ? c / 4096m * 20 : 0;
            var width = Int(size, "w") - Int(margins, "left") - Int(margins, "right");
            var characters = (int)((width + 10) / (half * 10 + spacing + extra)); // Half a point of tolerance.
            Add("characters", "每行字数", characters == 28, "28 字", $"{characters} 字");
        }
    }

    private void Head()
    {
        if (_parts.Banner is not { } banner)
        {
            Add("banner", "发文机关标志", false, "红色、居中、小标宋", "没有找到");
        }
        else
        {
            Add("banner.colour", "发文机关标志颜色", IsRed(_file.OfRun(DocxFile.Runs(banner).First(), "color")), "红色",
                _file.OfRun(DocxFile.Runs(banner).First(), "color") ?? "黑色");
            Font("banner.font", "发文机关标志字体", [banner], "小标宋");
            Length("banner.top", "发文机关标志上边缘至版心上边缘", 35, (_file.Number(banner, "spacing", "before") ?? 0) / TwipsPerMillimetre);
            Add("banner.fit", "发文机关标志一行排下", BannerWidth(banner) <= 157, "不超过版心宽 156 mm", $"约 {BannerWidth(banner):0} mm");
        }
        if (_parts.Number is not { } number)
        {
            Add("number", "发文字号", false, "如 运招商办〔2026〕1号", "没有找到六角括号的发文字号");
        }
        else
        {
            var text = DocxFile.Text(number);
            Add("number", "发文字号", NumberText().IsMatch(text) || text.Contains("草稿", StringComparison.Ordinal), "年份用〔〕括起，序号不编虚位，如〔2026〕1号", text);
            var rule = _file.Element(number, "pBdr")?.Element(W + "bottom") ?? _parts.RuleBelowNumber;
            Add("rule.red", "红色分隔线", rule is not null && IsRed(rule.Attribute(W + "color")?.Value), "发文字号之下一条红线",
                rule is null ? "没有" : $"颜色 {rule.Attribute(W + "color")?.Value ?? "自动"}");
            Length("rule.distance", "红色分隔线距发文字号", 4, decimal.TryParse(rule?.Attribute(W + "space")?.Value, CultureInfo.InvariantCulture, out var points) ? points * 25.4m / 72 : 0);
        }
        Font("title.font", "标题字体", _parts.Title, "小标宋");
        Size("title.size", "标题字号", _parts.Title, Gb9704.Size2, "2号（22 磅）");
    }

    private void Text()
    {
        Font("body.font", "正文字体", _parts.Body, "仿宋");
        Size("body.size", "正文字号", _parts.Body, Gb9704.Size3, "3号（16 磅）");
        Each("body.indent", "正文首行缩进", _parts.Body, "左空二字", p => _file.Number(p, "ind", "firstLineChars") is { } chars
            ? (chars == 200, $"{chars / 100m:0.##} 字") : (Math.Abs((_file.Number(p, "ind", "firstLine") ?? 0) - 2 * Gb9704.CharacterWidth) <= TwipsPerMillimetre,
                $"{(_file.Number(p, "ind", "firstLine") ?? 0) / TwipsPerMillimetre:0.#} mm"));
        Font("heading1.font", "一级标题字体", _parts.Level1, "黑体");
        Font("heading2.font", "二级标题字体", _parts.Level2, "楷体");
        Each("heading.alone", "标题不孤行", [.. _parts.Level1, .. _parts.Level2], "标题与下文同页", p =>
            (_file.Element(p, "keepNext") is { } keep && keep.Attribute(W + "val")?.Value is not ("0" or "false"), "没有“与下段同页”"));
    }

    private void Date()
    {
        if (_parts.Banner is { } banner && DocxFile.Text(banner).EndsWith("纪要", StringComparison.Ordinal))
        {
            return; // 纪要 is neither signed nor sealed.
        }
        if (_parts.Date is not { } date)
        {
            Add("date", "成文日期", false, "阿拉伯数字，右空四字", "没有找到");
            return;
        }
        var text = DocxFile.Text(date);
        Add("date.format", "成文日期写法", DateText().IsMatch(text) || text.Contains('（', StringComparison.Ordinal), "阿拉伯数字，月、日不编虚位，如 2026年3月9日", text);
        var right = _file.Of(date, "jc") is "right" or "end" ? _file.Number(date, "ind", "right") ?? _file.Number(date, "ind", "end") ?? 0 : -1;
        Length("date.position", "成文日期右空四字", 4 * Gb9704.CharacterWidth / TwipsPerMillimetre, right / TwipsPerMillimetre);
    }

    private void Tables()
    {
        var tables = _file.Body.Descendants(W + "tbl").Where(t => t.Descendants(W + "tr").Count() > 2).ToList();
        var area = Int(_parts.Section?.Element(W + "pgSz"), "w") - Int(_parts.Section?.Element(W + "pgMar"), "left") - Int(_parts.Section?.Element(W + "pgMar"), "right");
        Each("table.width", "表格不超出版心", tables, "不宽于版心", t =>
        {
            var width = t.Element(W + "tblGrid")?.Elements(W + "gridCol").Sum(c => Int(c, "w")) ?? 0;
            return (width <= area + TwipsPerMillimetre, $"宽 {width / TwipsPerMillimetre:0} mm");
        });
        Each("table.head", "表头跨页重复", tables, "首行设为重复标题行", t =>
            (t.Element(W + "tr")?.Element(W + "trPr")?.Element(W + "tblHeader") is not null, "没有设"));
    }

    private decimal BannerWidth(XElement banner) => DocxFile.Runs(banner).Sum(r => DocxWidth.Characters(string.Concat(r.Elements(W + "t").Select(t => t.Value)))
        * (int.TryParse(_file.OfRun(r, "sz"), out var half) ? half / 2m : 16) * (int.TryParse(_file.OfRun(r, "w"), out var scale) ? scale / 100m : 1)) * 25.4m / 72;

    private void Font(string rule, string name, IReadOnlyList<XElement> paragraphs, string wanted) => Each(rule, name, paragraphs, wanted, p =>
        DocxFile.Runs(p).Select(r => _file.OfRun(r, "rFonts", "eastAsia") ?? "未指定").FirstOrDefault(f => !IsFont(f, wanted)) is { } other ? (false, other) : (true, wanted));

    private static bool IsFont(string font, string wanted) => font.Contains(wanted, StringComparison.Ordinal) || (wanted, font) switch
    {
        ("仿宋", "FangSong" or "FangSong_GB2312") or ("黑体", "SimHei") or ("楷体", "KaiTi" or "KaiTi_GB2312") => true,
        _ => false,
    };

    private void Size(string rule, string name, IReadOnlyList<XElement> paragraphs, int half, string wanted) => Each(rule, name, paragraphs, wanted, p =>
        DocxFile.Runs(p).Select(r => _file.OfRun(r, "sz") ?? "20").FirstOrDefault(s => s != half.ToString(CultureInfo.InvariantCulture)) is { } other
            ? (false, $"{decimal.Parse(other, CultureInfo.InvariantCulture) / 2:0.#} 磅") : (true, wanted));

    /// <summary>One finding for all paragraphs of a kind; the first that fails is told.</summary>
    private void Each(string rule, string name, IReadOnlyList<XElement> elements, string expected, Func<XElement, (bool Ok, string Found)> measure)
    {
        var wrong = elements.Select(e => (e, Measured: measure(e))).Where(x => !x.Measured.Ok).ToList();
        if (elements.Count > 0)
        {
            Add(rule, name, wrong.Count == 0, expected, wrong.Count == 0 ? $"{elements.Count} 处都符合"
                : $"{wrong[0].Measured.Found}（{wrong.Count} 处，如“{Brief(DocxFile.Text(wrong[0].e))}”）");
        }
    }

    private void Length(string rule, string name, decimal expected, decimal found) =>
        Add(rule, name, Math.Abs(found - expected) <= 1, $"{expected:0.#} mm ±1 mm", $"{found:0.#} mm");

    private void Add(string rule, string name, bool ok, string expected, string found) => _findings.Add(new FormatFinding(rule, name, ok, expected, found));

    private static string Brief(string text) => text.Length > 12 ? text[..12] + "…" : text;

    private static int Int(XElement? element, string name) => int.TryParse(element?.Attribute(W + name)?.Value, out var value) ? value : 0;

    private static decimal Millimetres(string? twips) => decimal.TryParse(twips, CultureInfo.InvariantCulture, out var value) ? value / TwipsPerMillimetre : 0;

    /// <summary>Clearly red: much red, little of the others.</summary>
    public static bool IsRed(string? colour) => colour is { Length: 6 } && int.TryParse(colour, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb)
        && rgb >> 16 >= 0xC0 && (rgb >> 8 & 255) <= 0x40 && (rgb & 255) <= 0x40;

    [GeneratedRegex(@"^\S+〔\d{4}〕[1-9]\d*号$")]
    private static partial Regex NumberText();

    [GeneratedRegex(@"^\d{4}年[1-9]\d?月[1-9]\d?日$")]
    private static partial Regex DateText();
}
