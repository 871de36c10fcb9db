using System.IO.Compression;
using System.Text;
using Yinfeng.Sheets;

namespace Yinfeng.Tests.Sheets;

/// <summary>Makes small workbooks by hand, part by part, and reads whole files.</summary>
internal static class SheetFiles
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Every row of every sheet, merged ranges and hidden columns asked for as an import would.</summary>
    public static List<List<SheetRow>> ReadAll(string path)
    {
        using var workbook = WorkbookReader.Open(path);
        return [.. workbook.Sheets.Select(sheet =>
        {
            _ = sheet.HiddenColumns.Count + sheet.Merged.Count;
            return sheet.ReadRows().Select(r => r.Clone()).ToList();
        })];
    }

    /// <summary>The parts of a workbook of one sheet; change or add parts before <see cref="Save"/>.</summary>
    /// <param name="rows">The content of sheetData.</param>
    public static Dictionary<string, byte[]> Workbook(string rows, string? strings = null, string? styles = null,
        bool since1904 = false, string before = "", string after = "")
    {
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] = $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + $"<Relationship Id=\"r1\" Type=\"{Links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><workbookPr date1904=\"{(since1904 ? 1 : 0)}\"/>"
                + "<sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + $"<Relationship Id=\"r1\" Type=\"{Links}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                + $"<Relationship Id=\"r2\" Type=\"{Links}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                + $"<Relationship Id=\"r3\" Type=\"{Links}/styles\" Target=\"/xl/styles.xml\"/></Relationships>",
            ["xl/worksheets/sheet1.xml"] =
                $"<?xml version=\"1.0\"?><worksheet xmlns=\"{Main}\">{before}<sheetData>{rows}</sheetData>{after}</worksheet>",
        };
        if (strings is not null)
        {
            parts["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{strings}</sst>";
        }
        if (styles is not null)
        {
            parts["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>";
        }
        return parts.ToDictionary(p => p.Key, p => Encoding.UTF8.GetBytes(p.Value));
    }

    public static string Save(Dictionary<string, byte[]> parts, CompressionLevel level = CompressionLevel.Optimal)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("yinfeng-sheets-").FullName, "台账.xlsx");
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, bytes) in parts)
        {
            using var part = zip.CreateEntry(name, level).Open();
            part.Write(bytes);
        }
        return path;
    }

    /// <summary>The rows of a sheet with this content.</summary>
    public static List<SheetRow> Rows(string rows, string? strings = null, string? styles = null, bool since1904 = false) =>
        ReadAll(Save(Workbook(rows, strings, styles, since1904))).Single();

    public static string Text(string name, byte[] bytes)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("yinfeng-sheets-").FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
