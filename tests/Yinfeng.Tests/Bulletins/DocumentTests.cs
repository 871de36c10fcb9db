using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Yinfeng.Bulletins;
using Yinfeng.Bulletins.Checks;
using Yinfeng.Bulletins.Docx;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Bulletins;

/// <summary>The docx: valid, the same for the same model, and as GB/T 9704 wants it; the checker finds each fault that is put in.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Document_IsValidOpenXml()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(BulletinDocument.Write(SampleBulletin.Model())), false);

        Assert.Equal("", string.Join('\n', new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document)
            .Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}").Distinct()));
    }

    [Fact]
    public void Document_IsTheSameForTheSameModel_AlsoAfterJson()
    {
        var model = SampleBulletin.Model();

        Assert.Equal(BulletinDocument.Write(model), BulletinDocument.Write(BulletinModel.FromJson(model.ToJson())));
    }

    [Fact]
    public void Document_FollowsTheRules() => AllOk(DocxRules.Check(DocxFile.Open(BulletinDocument.Write(SampleBulletin.Model()))));

    [Theory]
    [InlineData("word/document.xml", "w:top=\"2098\"", "w:top=\"2208\"", "margin.top")]
    [InlineData("word/document.xml", "w:left=\"1587\"", "w:left=\"1700\"", "margin.left")]
    [InlineData("word/document.xml", "w:right=\"1470\"", "w:right=\"1600\"", "area.width")]
    [InlineData("word/document.xml", "w:bottom=\"1984\"", "w:bottom=\"2100\"", "area.height")]
    [InlineData("word/document.xml", "w:w=\"11906\"", "w:w=\"12240\"", "page.width")]
    [InlineData("word/document.xml", "w:h=\"16838\"", "w:h=\"15840\"", "page.height")]
    [InlineData("word/styles.xml", "w:line=\"579\"", "w:line=\"540\"", "lines")]
    [InlineData("word/styles.xml", "w:spacing w:val=\"-4\"", "w:spacing w:val=\"10\"", "characters")]
    [InlineData("word/styles.xml", "w:color w:val=\"FF0000\"", "w:color w:val=\"000000\"", "banner.colour")]
    [InlineData("word/styles.xml", "w:before=\"1984\"", "w:before=\"1800\"", "banner.top")]
    [InlineData("word/styles.xml", "w:w w:val=\"7", "w:w w:val=\"17", "banner.fit")]
    [InlineData("word/document.xml", "〔2026〕1号", "〔2026〕01号", "number")]
    [InlineData("word/document.xml", "w:color=\"FF0000\"", "w:color=\"000000\"", "rule.red")]
    [InlineData("word/document.xml", "w:space=\"11\"", "w:space=\"1\"", "rule.distance")]
    [InlineData("word/styles.xml", "方正小标宋简体", "黑体", "title.font")]
    [InlineData("word/styles.xml", "w:sz w:val=\"44\"", "w:sz w:val=\"36\"", "title.size")]
    [InlineData("word/styles.xml", "仿宋_GB2312", "宋体", "body.font")]
    [InlineData("word/styles.xml", "w:sz w:val=\"32\"", "w:sz w:val=\"28\"", "body.size")]
    [InlineData("word/styles.xml", "w:firstLineChars=\"200\"", "w:firstLineChars=\"0\"", "body.indent")]
    [InlineData("word/styles.xml", "黑体", "宋体", "heading1.font")]
    [InlineData("word/styles.xml", "楷体_GB2312", "宋体", "heading2.font")]
    [InlineData("word/styles.xml", "<w:keepNext w:val=\"1\" />", "", "heading.alone")]
    [InlineData("word/document.xml", "2026年3月9日</w:t></w:r></w:p>", "2026年03月09日</w:t></w:r></w:p>", "date.format")]
    [InlineData("word/styles.xml", "w:right=\"1264\"", "w:right=\"0\"", "date.position")]
    [InlineData("word/document.xml", "附件：", "附件:", "attachment.format")]
    [InlineData("word/document.xml", "名</w:t>", "名。</w:t>", "attachment.format")]
    [InlineData("word/document.xml", "w:hanging=\"1422\"", "w:hanging=\"0\"", "attachment.indent")]
    [InlineData("word/document.xml", "<w:p><w:pPr><w:pStyle w:val=\"GwBody\" /><w:keepNext w:val=\"1\" /></w:pPr></w:p>", "", "attachment.place")]
    [InlineData("word/document.xml", "<w:gridCol w:w=\"4", "<w:gridCol w:w=\"14", "table.width")]
    [InlineData("word/document.xml", "<w:tblHeader />", "", "table.head")]
    [InlineData("word/footer1.xml", "— ", "", "pagenumber.format")]
    [InlineData("word/settings.xml", "<w:evenAndOddHeaders w:val=\"1\" />", "", "pagenumber.sides")]
    [InlineData("word/footer2.xml", "w:left=\"280\"", "w:left=\"0\"", "pagenumber.inset")]
    [InlineData("word/styles.xml", "宋体", "仿宋", "pagenumber.font")]
    [InlineData("word/document.xml", "w:footer=\"1429\"", "w:footer=\"851\"", "pagenumber.distance")]
    public void Checker_FindsEachFault(string part, string right, string wrong, string rule)
    {
        var broken = Edited(BulletinDocument.Write(SampleBulletin.Model()), part, right, wrong);

        Assert.Contains(DocxRules.Check(DocxFile.Open(broken)), f => f.Rule == rule && !f.Ok);
    }

    [Fact]
    public async Task Checker_OnSomethingElse_SaysSoInPlainWords()
    {
        using var office = new OfficeSuite();

        var answer = await new FormatCheck(office).RunAsync(Encoding.UTF8.GetBytes("not a docx"), default);

        Assert.Contains("不是能打开的 docx", Assert.Single(answer.Unmet).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("县", 62)]
    [InlineData("德州市招商局文件", 30)]
    [InlineData("新疆维吾尔自治区伊犁哈萨克自治州招商引资工作领导小组办公室文件", 8)]
    public void Banner_FitsIntoOneLine(string banner, int leastPoints)
    {
        var (size, scale) = BannerFit.Of(banner);

        Assert.True(DocxWidth.Characters(banner) * size / 2m * scale / 100m <= Gb9704.TypeWidth / 20m);
        Assert.InRange(size / 2m, leastPoints, Gb9704.BannerLargest / 2m);
    }

    [Theory]
    [InlineData("关于2023年一季度全市招商引资工作情况的通报", "关于2023年一季度全市招商引资|工作情况的通报")]
    [InlineData("关于2021年全市招商引资工作情况的通报", "关于2021年全市招商引资工作情况的通报")]
    public void Title_IsNotCutInAWordOrNumber(string title, string lines) => Assert.Equal(lines, string.Join('|', DocxHead.TitleLines(title)));

    /// <summary>Lengths that end high, low and at the very foot of a page, so that 版记 has to move on.</summary>
    [OfficeFact]
    public async Task Pages_AsLibreOfficeMakesThem_FollowTheRules()
    {
        using var office = new OfficeSuite();
        foreach (var rows in new[] { 60, 3, 17, 24, 31 })
        {
            var answer = await new FormatCheck(office).RunAsync(BulletinDocument.Write(SampleBulletin.Model(rows: rows)), default);

            AllOk(answer.Value!.Findings);
            Assert.Contains(answer.Value!.Findings, f => f.Rule == "pdf.colophon");
        }
    }

    private static void AllOk(IEnumerable<FormatFinding> findings) =>
        Assert.Equal("", string.Join('\n', findings.Where(f => !f.Ok).Select(f => $"{f.Rule}: {f.Expected}, {f.Found}")));

    /// <summary>The document with a text in one part replaced, wherever it stands.</summary>
    private static byte[] Edited(byte[] docx, string part, string right, string wrong)
    {
        using var from = new ZipArchive(new MemoryStream(docx), ZipArchiveMode.Read);
        var made = new MemoryStream();
        using (var to = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                var text = reader.ReadToEnd();
                if (entry.FullName == part)
                {
                    Assert.Contains(right, text, StringComparison.Ordinal);
                    text = text.Replace(right, wrong, StringComparison.Ordinal);
                }
                using var writer = new StreamWriter(to.CreateEntry(entry.FullName).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }
        return made.ToArray();
    }
}
