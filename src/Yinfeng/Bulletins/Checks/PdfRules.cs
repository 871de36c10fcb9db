namespace Yinfeng.Bulletins.Checks;

/// <summary>Measures the rendered pages: what a reader sees, whatever the file says.</summary>
internal static class PdfRules
{
    private const decimal Top = 37, Left = 28, Right = 184, Bottom = 262, Tolerance = 1, OneCharacter = 4.94m;

    /// <summary>Renders the PDF with poppler and measures every page.</summary>
    /// <param name="hasColophon">The document has a 版记, which stands at the foot of the last page.</param>
    /// <returns>No findings where poppler is missing.</returns>
    public static async Task<(IReadOnlyList<FormatFinding> Findings, int Pages)?> CheckAsync(byte[] pdf, bool hasColophon, CancellationToken ct)
    {
        if (OfficeSuite.Find("pdftoppm") is not { } program)
        {
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("yinfeng-pages-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "a.pdf"), pdf, ct);
            await OfficeSuite.RunAsync(program, folder, ["-gray", "-r", $"{PageImage.Dpi}", "a.pdf", "p"], ct);
            var files = Directory.GetFiles(folder, "p-*.pgm").Order(StringComparer.Ordinal).ToList();
            var findings = new Findings();
            for (var i = 0; i < files.Count; i++)
            {
                var page = PageImage.Read(await File.ReadAllBytesAsync(files[i], ct));
                Page(findings, page, i + 1);
                if (hasColophon && i == files.Count - 1)
                {
                    var foot = page.Ink(0, Bottom + Tolerance)?.Bottom ?? 0;
                    findings.Add("pdf.colophon", "版记在末页版心最下", Math.Abs(foot - Bottom) <= Tolerance, "末条分隔线与版心下边缘重合 ±1 mm", i + 1, $"高出 {Bottom - foot:0.#} mm");
                }
            }
            return (findings.All(files.Count), files.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Page(Findings findings, PageImage page, int number)
    {
        findings.Add("pdf.paper", "纸张", Math.Abs(page.Width - 210) <= Tolerance && Math.Abs(page.Height - 297) <= Tolerance, "A4 210×297 mm",
            number, $"{page.Width:0.#}×{page.Height:0.#} mm");
        var text = page.Ink(0, Bottom + Tolerance);
        findings.Add("pdf.blank", "没有空白页", text is not null, "每页有内容", number, "空白");
        if (text is var (left, top, right, bottom))
        {
            findings.Add("pdf.area", "文字和表格在版心内", left >= Left - Tolerance && right <= Right + Tolerance && top >= Top - Tolerance && bottom <= Bottom + Tolerance,
                "距左 28、距上 37、宽 156、高 225 mm", number, $"左 {left:0.#}、上 {top:0.#}、右 {right:0.#}、下 {bottom:0.#} mm");
        }
        if (page.Ink(Bottom + Tolerance, page.Height) is not var (footLeft, footTop, footRight, footBottom))
        {
            findings.Add("pdf.pagenumber", "每页有页码", false, "有页码", number, "没有");
            return;
        }
        var centre = (footTop + footBottom) / 2;
        findings.Add("pdf.pagenumber.height", "页码距版心下边缘", Math.Abs(centre - Bottom - 7) <= 1.2m, "7 mm ±1 mm", number, $"{centre - Bottom:0.#} mm");
        var isOdd = number % 2 == 1;
        var inset = isOdd ? Right - footRight : footLeft - Left;
        findings.Add("pdf.pagenumber.side", "页码单右双左空一字", Math.Abs(inset - OneCharacter) <= 1.2m, "单页右空一字，双页左空一字", number,
            $"{(isOdd ? "距右" : "距左")}边 {inset:0.#} mm");
    }

    /// <summary>Gathers per rule; the first page that fails is told.</summary>
    private sealed class Findings
    {
        private readonly Dictionary<string, FormatFinding> _rules = [];

        public void Add(string rule, string name, bool ok, string expected, int page, string found)
        {
            if (!_rules.TryGetValue(rule, out var known) || (known.Ok && !ok))
            {
                _rules[rule] = new FormatFinding(rule, name, ok, expected, ok ? "各页都符合" : $"第 {page} 页：{found}");
            }
        }

        public IReadOnlyList<FormatFinding> All(int pages) =>
            [new("pdf.pages", "页数", pages > 0, "至少 1 页", $"{pages} 页"), .. _rules.Values];
    }
}
