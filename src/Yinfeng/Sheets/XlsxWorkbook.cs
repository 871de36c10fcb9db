using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>A workbook in the xlsx form: finds its parts by their relationships, whatever they are called.</summary>
internal sealed class XlsxWorkbook : Workbook
{
    private const int MostSheets = 2_000;
    private readonly XlsxPackage _package;
    private readonly List<Sheet> _sheets = [];

    private XlsxWorkbook(XlsxPackage package) => _package = package;

    public override IReadOnlyList<Sheet> Sheets => _sheets;

    /// <exception cref="WorkbookRefusedException">not-a-workbook, damaged, encrypted, too-large, unsafe-content, sheet-missing.</exception>
    public static XlsxWorkbook Open(string path)
    {
        var workbook = new XlsxWorkbook(XlsxPackage.Open(path));
        workbook.FindSheets();
        return workbook;
    }

    public override void Dispose()
    {
        // Every reader of a part closes its own file handle.
    }

    private void FindSheets()
    {
        var main = WorkbookPart();
        var links = Relationships.Read(_package, main);
        var (named, since1904) = ReadNames(main);
        var context = new CellContext(Texts(links), DateStyles(links), since1904, _package.Refused);
        foreach (var (name, id, hidden) in named)
        {
            var link = links.FirstOrDefault(l => l.Id == id);
            if (link is { Kind: "chartsheet" or "dialogsheet" or "xlMacrosheet" or "xlIntlMacrosheet" })
            {
                continue;
            }
            if (link is null || link.External || !_package.Has(link.Part))
            {
                throw _package.Refused.SheetMissing(name);
            }
            _sheets.Add(new XlsxSheet(name, hidden, link.Part, _package, context));
        }
        if (_sheets.Count == 0)
        {
            throw _package.Refused.NotAWorkbook("里面没有工作表");
        }
    }

    private string WorkbookPart()
    {
        var found = Relationships.Read(_package, "").FirstOrDefault(l => l.Kind == "officeDocument" && !l.External)?.Part;
        var part = found is not null && _package.Has(found) ? found : "xl/workbook.xml";
        if (part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || _package.Has("xl/workbook.bin"))
        {
            throw _package.Refused.NotAWorkbook("这是 xlsb 二进制工作簿，请在 Excel 中另存为 xlsx");
        }
        if (_package.Has("content.xml") && _package.Has("mimetype"))
        {
            throw _package.Refused.NotAWorkbook("这是 OpenDocument 文件（ods 等），请另存为 xlsx");
        }
        if (!_package.Has(part) || part.StartsWith("word/", StringComparison.OrdinalIgnoreCase)
            || part.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase))
        {
            throw _package.Refused.NotAWorkbook("这是一个压缩包或其他文档，里面没有工作簿");
        }
        return part;
    }

    private (List<(string Name, string Id, bool Hidden)> Sheets, bool Since1904) ReadNames(string part)
    {
        var sheets = new List<(string, string, bool)>();
        var since1904 = false;
        try
        {
            using var xml = _package.ReadXml(part);
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
                {
                    since1904 = xml.GetAttribute("date1904") is "1" or "true";
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet" && xml.Depth == 2)
                {
                    sheets.Add((xml.GetAttribute("name") ?? "", Relationships.Id(xml),
                        xml.GetAttribute("state") is "hidden" or "veryHidden"));
                    if (sheets.Count > MostSheets)
                    {
                        throw _package.Refused.TooLarge($"工作表超过 {MostSheets} 个");
                    }
                }
            }
        }
        catch (XmlException e)
        {
            throw _package.FromXml(e, part);
        }
        return (sheets, since1904);
    }

    private bool[] DateStyles(List<Relationship> links)
    {
        var part = links.FirstOrDefault(l => l.Kind == "styles" && !l.External)?.Part;
        if (part is null || !_package.Has(part))
        {
            return [];
        }
        try
        {
            using var xml = _package.ReadXml(part);
            return NumberFormats.ReadDateStyles(xml);
        }
        catch (XmlException e)
        {
            throw _package.FromXml(e, part);
        }
    }

    private Lazy<SharedStrings> Texts(List<Relationship> links)
    {
        var part = links.FirstOrDefault(l => l.Kind == "sharedStrings" && !l.External)?.Part;
        return part is null || !_package.Has(part)
            ? new Lazy<SharedStrings>(SharedStrings.None)
            : new Lazy<SharedStrings>(() => SharedStrings.Read(_package, part));
    }
}
