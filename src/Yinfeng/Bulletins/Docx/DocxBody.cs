using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Docx;

/// <summary>The text: headings, paragraphs, tables.</summary>
internal static class DocxBody
{
    public static IEnumerable<XElement> Of(BulletinModel model)
    {
        var last = model.Sections is [.., var end] ? end.Blocks[^1] : null;
        foreach (var section in model.Sections)
        {
            if (section.Heading is { } heading)
            {
                yield return Paragraph(DocxStyles.Heading1, heading);
            }
            foreach (var element in section.Blocks.SelectMany(b => Block(b, isLast: ReferenceEquals(b, last))))
            {
                yield return element;
            }
        }
    }

    /// <param name="isLast">The last words of the text stay with the signature: no page carries a signature alone.</param>
    private static IEnumerable<XElement> Block(BulletinBlock block, bool isLast) => block.Kind switch
    {
        BulletinBlockKind.SubHeading => [Paragraph(DocxStyles.Heading2, block.Text!)],
        BulletinBlockKind.Table => DocxTable.Of(block.Table!, isLast),
        _ => [Paragraph(DocxStyles.Body, isLast ? [Val("keepNext", "1")] : [], Run(block.Text!))],
    };
}
