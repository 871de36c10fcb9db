using System.Xml;
using Yinfeng.Kernel;

namespace Yinfeng.Bulletins.Checks;

/// <summary>The rule checker: the document as written, and, where LibreOffice and poppler are there, the pages as they come out.</summary>
internal sealed class FormatCheck(OfficeSuite office)
{
    public async Task<Decision<FormatReport>> RunAsync(byte[] docx, CancellationToken ct)
    {
        DocxFile file;
        try
        {
            file = DocxFile.Open(docx);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            return Decision<FormatReport>.Refuse("check.not-docx", "file", $"这不是能打开的 docx 文件（{e.Message}）。请用 WPS 或 Word 另存为 .docx 再检查。");
        }
        var findings = DocxRules.Check(file);
        if (OfficeSuite.Program is null)
        {
            return Decision<FormatReport>.Allow(FormatReport.Of(findings, null, "没有安装 LibreOffice，只检查了文件里的设置，没有量成品页面。"));
        }
        var pdf = await office.ToPdfAsync(docx, ct);
        if (pdf.Value is null)
        {
            return Decision<FormatReport>.Allow(FormatReport.Of(findings, null, pdf.Unmet[0].Message));
        }
        return await PdfRules.CheckAsync(pdf.Value, DocxRules.HasColophon(file), ct) is var (measured, pages)
            ? Decision<FormatReport>.Allow(FormatReport.Of([.. findings, .. measured], pages, null))
            : Decision<FormatReport>.Allow(FormatReport.Of(findings, null, "没有安装 poppler-utils，只检查了文件里的设置，没有量成品页面。"));
    }
}
