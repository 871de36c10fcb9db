using System.Text.RegularExpressions;
using System.Xml.Linq;
using Yinfeng.Bulletins.Docx;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Checks;

/// <summary>附件说明: one line below the text, two characters in, a full-width colon, Arabic numbers in order where there are several, and
/// no mark behind a name. A document without attachments has none of these findings.</summary>
internal sealed partial class AttachmentRules(DocxFile file, IReadOnlyList<XElement> attachments, List<FormatFinding> findings)
{
    private const decimal TwipsPerMillimetre = 1440m / 25.4m;

    public void Check()
    {
        if (attachments is not [var first, ..])
        {
            return;
        }
        var blank = first.ElementsBeforeSelf().Reverse().TakeWhile(e => e.Name == W + "p" && DocxFile.Text(e).Length == 0).Count();
        Add("attachment.place", "附件说明位置", blank == 1, "正文下空一行", $"空 {blank} 行");
        var start = (file.Number(first, "ind", "left") ?? 0) + (file.Number(first, "ind", "firstLine") ?? 0) - (file.Number(first, "ind", "hanging") ?? 0);
        Add("attachment.indent", "附件说明缩进", Math.Abs(start - 2 * Gb9704.CharacterWidth) <= TwipsPerMillimetre, "左空二字",
            $"{(decimal)start / Gb9704.CharacterWidth:0.#} 字");
        var texts = attachments.Select(DocxFile.Text).ToList();
        var wrong = texts.Where((text, i) => !IsWritten(text, i)).FirstOrDefault();
        Add("attachment.format", "附件说明写法", wrong is null, "附件后用全角冒号；多个附件用阿拉伯数字编号；名称后不加标点，如 附件：1. 项目清单", wrong ?? texts[0]);
    }

    private bool IsWritten(string text, int index)
    {
        var number = attachments.Count > 1 ? $"{index + 1}." : "";
        return text.StartsWith((index == 0 ? "附件：" : "") + number, StringComparison.Ordinal) && !Mark().IsMatch(text);
    }

    private void Add(string rule, string name, bool ok, string expected, string found) => findings.Add(new FormatFinding(rule, name, ok, expected, found));

    [GeneratedRegex("[。，、；：.,;:]$")]
    private static partial Regex Mark();
}
