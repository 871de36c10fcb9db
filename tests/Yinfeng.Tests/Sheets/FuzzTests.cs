using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Sheets;

/// <summary>Damaged and hostile files: read or refused, never a crash, never a hang. ./do soak runs the long form.</summary>
public class FuzzTests
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);

    private static readonly string[] Shards =
    [
        "<", ">", "&", "\"", "]]>", "<![CDATA[", "<!--", "<!DOCTYPE a>", "</row>", "<row>", "<row r=\"1048577\">", "</c>", "<c r=\"XFE1\">",
        "<c t=\"s\"><v>4294967296</v></c>", "<c t=\"s\"><v>-1</v></c>", "r=\"\"", "\0", "\uFFFF", "&#0;", "&#xD800;", "&lt", "_xD800_", "</sheetData>",
        "<sheetData>", "<mergeCell ref=\"A1:\"/>", "<is><r><t>甲</t></r></is>", "<v>1e999999999</v>", "<v>-</v>", "<v/>", "xmlns:x=\"y\"", "x:",
    ];

    private static Dictionary<string, byte[]> Sound() => SheetFiles.Workbook(
        string.Concat(Enumerable.Range(1, 40).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\" t=\"s\"><v>{i % 3}</v></c><c r=\"B{i}\" s=\"1\"><v>4{i + 5000}</v></c>"
            + $"<c r=\"C{i}\"><f>A{i}*2</f><v>{i}.25</v></c><c r=\"E{i}\" t=\"inlineStr\"><is><t>项目&amp;{i}</t></is></c></row>")),
        "<si><t>甲</t></si><si><r><t>乙</t></r><rPh><t>yi</t></rPh></si><si><t xml:space=\"preserve\"> 丙 </t></si>",
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></numFmts><cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs>",
        before: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>", after: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>");

    [Fact]
    public void MutatedWorkbooks_AreReadOrRefused_NeverAnythingElse()
    {
        var random = new Random(20240801);
        int refused = 0, rounds = Have.Soak ? 10_000 : 300;
        for (var round = 0; round < rounds; round++)
        {
            var path = round % 3 == 0 ? MutatedZip(random) : SheetFiles.Save(MutatedParts(random), CompressionLevel.Fastest);
            var clock = Stopwatch.StartNew();
            try
            {
                SheetFiles.ReadAll(path);
            }
            catch (WorkbookRefusedException e)
            {
                refused++;
                Assert.Contains(Path.GetFileName(path), e.Message, StringComparison.Ordinal);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Round {round}: {e}");
            }
            Assert.True(clock.Elapsed < LongestRead, $"round {round} took {clock.Elapsed}");
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
        Assert.InRange(refused, rounds / 10, rounds - 1);
    }

    [Fact]
    public void MutatedMarkup_GivesTheSameRowsTheQuickAndTheSlowWay()
    {
        var random = new Random(99);
        for (var round = 0; round < (Have.Soak ? 3_000 : 200); round++)
        {
            var parts = MutatedParts(random);
            var quick = Outcome(parts);
            // A comment in front of the rows is legal, and only the slow reader takes it.
            var sheet = Encoding.Latin1.GetString(parts["xl/worksheets/sheet1.xml"]);
            var at = sheet.IndexOf("<sheetData>", StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }
            parts["xl/worksheets/sheet1.xml"] = Encoding.Latin1.GetBytes(sheet.Insert(at, "<!-- -->"));
            var slow = Outcome(parts);
            // The slow reader alone checks every tag; where it reads, both must read the same.
            Assert.True(slow == quick || slow.StartsWith("refused", StringComparison.Ordinal), $"Round {round}:\n{quick}\n{slow}\n{sheet}");
        }
    }

    [Fact]
    public void BombInManySmallSteps_IsRefusedEarly()
    {
        var parts = SheetFiles.Workbook("");
        parts["xl/sharedStrings.xml"] = Encoding.UTF8.GetBytes($"<sst xmlns=\"{SheetFiles.Main}\"><si><t>" + new string(' ', 210_000_000) + "</t></si></sst>");
        var path = SheetFiles.Save(parts);
        parts.Clear();

        var refusal = Assert.Throws<WorkbookRefusedException>(() => SheetFiles.ReadAll(path));

        Assert.Equal("too-large", refusal.Reason.Code);
    }

    [Fact]
    public void HonestLargeSheet_ComesThroughTheAssemblyLineInOrder()
    {
        var rows = new StringBuilder();
        for (var i = 1; i <= 60_000; i++)
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"<row r=\"{i}\"><c r=\"A{i}\"><v>{i}</v></c><c r=\"C{i}\" t=\"str\"><v>项目{i}</v></c></row>");
        }
        var parts = SheetFiles.Workbook(rows.ToString(), after: "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells><rowBreaks><brk id=\"1\"/></rowBreaks>");
        using var workbook = WorkbookReader.Open(SheetFiles.Save(parts));
        var sheet = workbook.Sheets.Single();
        var next = 1;

        foreach (var row in sheet.ReadRows())
        {
            Assert.Equal((next, (decimal)next, $"项目{next}"), (row.Number, row[0].Number, row[2].Text));
            next++;
        }

        Assert.Equal(60_001, next);
        Assert.Equal(new MergedRange(1, 0, 1, 2), Assert.Single(sheet.Merged));
        Assert.Equal(17, sheet.ReadRows().Take(17).Count());
    }

    [Fact]
    public void CommentDeepInALargeSheet_LosesAndRepeatsNoRow()
    {
        var rows = string.Concat(Enumerable.Range(1, 40_000).Select(i =>
            $"<row r=\"{i}\"><c r=\"A{i}\"><v>{i}</v></c>{(i == 31_000 ? "<!-- <row r=\"5\"> -->" : "")}<c r=\"B{i}\" t=\"str\"><v>甲乙丙丁</v></c></row>"));

        var read = SheetFiles.Rows(rows);

        Assert.Equal(Enumerable.Range(1, 40_000), read.Select(r => r.Number));
        Assert.All(read, r => Assert.Equal(2, r.Count));
    }

    private static string Outcome(Dictionary<string, byte[]> parts)
    {
        var path = SheetFiles.Save(parts, CompressionLevel.Fastest);
        try
        {
            return string.Join('\n', SheetFiles.ReadAll(path).Single().Select(r => r.Number + ":" + string.Join('|', r.Cells.ToArray())));
        }
        catch (WorkbookRefusedException e)
        {
            return "refused " + e.Reason.Code;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static Dictionary<string, byte[]> MutatedParts(Random random)
    {
        var parts = Sound();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var name = random.Next(3) > 0 ? "xl/worksheets/sheet1.xml" : parts.Keys.ElementAt(random.Next(parts.Count));
            var bytes = parts[name].ToList();
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Shards[random.Next(Shards.Length)]));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    var from = random.Next(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Next(1, 60), bytes.Count - from)));
                    break;
            }
            parts[name] = [.. bytes];
            if (bytes.Count == 0)
            {
                break;
            }
        }
        return parts;
    }

    private static string MutatedZip(Random random)
    {
        var path = SheetFiles.Save(Sound());
        var bytes = File.ReadAllBytes(path);
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }
        File.WriteAllBytes(path, random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        return path;
    }
}
