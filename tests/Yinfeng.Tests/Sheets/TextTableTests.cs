using System.IO.Compression;
using System.Text;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Sheets;

/// <summary>The table of texts, read the quick way and by the framework's XML reader.</summary>
public class TextTableTests
{
    private const int Texts = 40;

    [Fact]
    public void PlainTexts_AreTheSameTheQuickAndTheSlowWay()
    {
        var random = new Random(11);
        for (var round = 0; round < (Have.Soak ? 3_000 : 150); round++)
        {
            var items = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Texts).Select(_ => Item(random))));
            if (round % 3 == 0)
            {
                items[random.Next(items.Length)] = (byte)random.Next(256);
            }
            var slow = Outcome(items, "<!-- -->");
            var quick = Outcome(items, "");
            // The slow reader alone checks every tag; where it reads, both must read the same.
            Assert.True(slow == quick || (round % 3 == 0 && slow.StartsWith("refused", StringComparison.Ordinal)),
                $"Round {round}:\n{quick}\n{slow}\n{Encoding.UTF8.GetString(items)}");
        }
    }

    private static string Item(Random random) => random.Next(12) switch
    {
        0 => "<si/>",
        1 => "<si><t/></si>",
        2 => "<si><t></t></si>\r\n",
        3 => $"<si><t xml:space=\"preserve\"> {random.Next(100)} </t></si>",
        4 => " <si><t>a&lt;b&#20013;</t></si>",
        5 => "<si><t>x\r\ny_x000D_z_x</t></si>",
        6 when random.Next(20) == 0 => $"<si><t>{new string('长', random.Next(200_000))}</t></si>",
        7 => "<si><t>\U00020000𠮷é</t></si>",
        _ => $"<si><t>某某科技有限公司{random.Next(100_000)}</t></si>",
    };

    /// <summary>Every text of the table, or why the file is refused.</summary>
    private static string Outcome(byte[] items, string before)
    {
        var parts = SheetFiles.Workbook(string.Concat(Enumerable.Range(0, Texts).Select(i => $"<row><c t=\"s\"><v>{i}</v></c><c><v>0</v></c></row>")));
        parts["xl/sharedStrings.xml"] = [.. Encoding.UTF8.GetBytes($"{before}<sst xmlns=\"{SheetFiles.Main}\">"), .. items, .. "</sst>"u8];
        var path = SheetFiles.Save(parts, CompressionLevel.Fastest);
        try
        {
            return string.Join('\n', SheetFiles.ReadAll(path).Single().Select(r => $"{r.Number}:{r[0].Text}"));
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
}
