using System.Globalization;
using System.Text;

namespace Yinfeng.Tests.Sheets;

/// <summary>Well-formed rows in all the ways in which programs write them, and in some in which none does.</summary>
/// <remarks>§ stands for the namespace prefix.</remarks>
internal sealed class RandomCells(int seed, bool oddities)
{
    public const string Texts = "<si><t>甲</t></si><si><t>乙 &amp; 丙</t></si><si/><si><t></t></si><si><t xml:space=\"preserve\"> 丁\r\n</t></si>"
        + "<si><r><t>戊</t></r><r><t>己</t></r></si><si><t>_x000D_a_b</t></si><si>\n<t>plain</t>\n</si>";
    public const string Styles = "<cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"2\"/><xf numFmtId=\"31\"/></cellXfs>";
    private const int TextCount = 8;
    private readonly Random _random = new(seed);
    private int _row;

    public string Rows(int count)
    {
        var rows = new StringBuilder();
        while (count-- > 0)
        {
            var counted = Often();
            _row = counted ? _row + _random.Next(1, 4) : _row + 1;
            rows.Append("<§row");
            if (counted)
            {
                Attribute(rows, "r", $"{_row}");
            }
            if (!Often())
            {
                Attribute(rows, "spans", "1:3");
            }
            if (_random.Next(20) == 0)
            {
                rows.Append("/>");
                continue;
            }
            rows.Append(Space()).Append('>');
            Cells(rows);
            rows.Append(Space()).Append("</§row").Append(Space()).Append('>').Append(Space());
        }
        return rows.ToString();
    }

    private void Cells(StringBuilder rows)
    {
        var column = -1;
        for (var left = _random.Next(12); left > 0; left--)
        {
            column += Often() ? 1 : _random.Next(-1, 40);
            column = Math.Max(column, 0);
            var (type, content) = Content();
            List<(string Name, string Value)> attributes = [("r", Reference(column))];
            if (attributes[0].Value.Length == 0)
            {
                attributes.Clear();
            }
            if (_random.Next(3) == 0)
            {
                attributes.Add(("s", $"{(Often() ? _random.Next(4) : _random.Next(4, 70_000))}"));
            }
            if (type is not null)
            {
                attributes.Add(("t", type));
            }
            if (!Often())
            {
                attributes.Add(("cm", "1"));
            }
            if (!Often())
            {
                _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(attributes));
            }
            rows.Append(Space()).Append("<§c");
            attributes.ForEach(a => Attribute(rows, a.Name, a.Value));
            rows.Append(content is null ? "/>" : $"{Space()}>{Space()}{content}{Space()}</§c{Space()}>");
        }
    }

    private string Reference(int column)
    {
        var letters = column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + column / 26 - 1)}{(char)('A' + column % 26)}";
        return _random.Next(40) switch
        {
            0 => "",
            1 => letters.ToLowerInvariant() + _row,
            2 => letters + (_row + 1),
            3 => $"{letters}0{_row}",
            _ => letters + _row,
        };
    }

    /// <summary>The type attribute and what stands between the tags; null for a cell without content.</summary>
    private (string? Type, string? Content) Content() => _random.Next(12) switch
    {
        0 => (Often() ? null : "s", Often() ? null : Often() ? "<§v/>" : "<§v></§v>"),
        1 or 2 or 3 => ("s", Value($"{_random.Next(TextCount)}")),
        4 => ("str", (Often() ? "" : "<§f>A1&amp;B1</§f>") + Value(Text())),
        5 => ("inlineStr", $"<§is>{Inline()}</§is>"),
        6 => ("b", Value(Often() ? $"{_random.Next(2)}" : "true")),
        7 => ("e", Value("#REF!")),
        8 => ("d", Value(Often() ? "2023-05-01" : "2023-05-01T10:00:00")),
        9 => (null, Often() ? $"<§f>SUM(A1:A3)</§f>{Value(Number())}" : "<§f t=\"shared\" ref=\"A1:A3\">A1&lt;2</§f>"),
        _ => (Often() ? null : "n", Value(Number())),
    };

    private string Inline() => oddities && _random.Next(50) == 0
        ? "<§r><§t>甲</§t></§r><§r><§t>乙</§t></§r><§rPh><§t>yi</§t></§rPh>"
        : Often() ? $"<§t>{Text()}</§t>" : $"{Space()}<§t xml:space='preserve'>  {Text()}</§t>{Space()}";

    private string Text() => _random.Next(6) switch
    {
        0 => "&lt;a&gt; &#20013;&#x4E2D;",
        1 => "x\r\ny\tz",
        2 => "_x0041__x005F_",
        3 when oddities && !Often() => "<![CDATA[<甲>]]>",
        _ => "项目" + _random.Next(1000),
    };

    private string Value(string text) => oddities && _random.Next(300) == 0 ? $"<§v><!-- -->{text}</§v>"
        : Often() ? $"<§v>{text}</§v>" : $"<§v{Space()}>{text}</§v{Space()}>";

    private string Number() => _random.Next(12) switch
    {
        0 => Digits(_random.Next(1, 32)),
        1 => $"-{Digits(_random.Next(1, 20))}.{Digits(_random.Next(1, 20))}",
        2 => $"{Digits(_random.Next(1, 10))}.{Digits(_random.Next(1, 9))}",
        3 => $"{Digits(1)}.{Digits(15)}E{_random.Next(-20, 20)}",
        4 => $" {Digits(3)} ",
        5 => _random.GetItems(["NaN", "1.", ".5", "-", "-0", "+7", "1E+99", "0.0", "1e5", "00.10", "1,000", "１"], 1)[0],
        6 => _random.GetItems(["0", "1", "59", "60", "61", "2958465", "2958466", "45047.75", "45047.9999999", "-1"], 1)[0],
        7 => _random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
        8 => (_random.NextDouble() * 1e6).ToString("R", CultureInfo.InvariantCulture),
        _ => Digits(_random.Next(1, 9)),
    };

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => _random.Next(10)));

    private void Attribute(StringBuilder tag, string name, string value)
    {
        var quote = Often() ? '"' : '\'';
        tag.Append(' ').Append(Space()).Append(name).Append(oddities && _random.Next(200) == 0 ? " " : "").Append('=').Append(quote).Append(value).Append(quote);
    }

    private string Space() => _random.Next(25) == 0 ? _random.GetItems([" ", "\n", "\t", "\r\n "], 1)[0] : "";

    private bool Often() => _random.Next(10) > 0;
}
