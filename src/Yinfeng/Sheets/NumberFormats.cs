using System.Globalization;
using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>Which cell styles show a number as a date.</summary>
internal static class NumberFormats
{
    private const int MostStyles = 100_000; // Excel stops at 65,490.

    /// <summary>One flag per cell style (<c>cellXfs</c>), in order.</summary>
    public static bool[] ReadDateStyles(XmlReader styles)
    {
        var custom = new Dictionary<int, bool>();
        var dates = new List<bool>();
        var inCellFormats = false;
        while (styles.Read())
        {
            if (styles.LocalName == "cellXfs")
            {
                inCellFormats = styles.NodeType == XmlNodeType.Element && !styles.IsEmptyElement;
            }
            else if (styles.NodeType == XmlNodeType.Element && styles.LocalName == "numFmt" && custom.Count < MostStyles)
            {
                custom[Number(styles, "numFmtId")] = IsDate(styles.GetAttribute("formatCode") ?? "");
            }
            else if (styles.NodeType == XmlNodeType.Element && styles.LocalName == "xf" && inCellFormats
                && dates.Count < MostStyles)
            {
                var id = Number(styles, "numFmtId");
                dates.Add(custom.TryGetValue(id, out var date) ? date : IsDate(id));
            }
        }
        return [.. dates];
    }

    /// <summary>Built-in formats; 27-36 and 50-58 are the Chinese ones, a few of them times, which hold no whole days.</summary>
    public static bool IsDate(int id) => id is >= 14 and <= 17 or 22 or >= 27 and <= 36 or >= 50 and <= 58;

    /// <summary>Whether a custom format such as <c>yyyy"年"m"月"</c> shows a year, a day, or a month without a time.</summary>
    public static bool IsDate(string format)
    {
        bool month = false, time = false;
        for (var i = 0; i < format.Length; i++)
        {
            switch (char.ToLowerInvariant(format[i]))
            {
                case ';':
                    return month && !time;
                case '"':
                    i = End(format, '"', i);
                    break;
                case '[':
                    var end = End(format, ']', i);
                    time |= format.AsSpan(i + 1, Math.Max(0, end - i - 1)).TrimEnd("hHmMsS").IsEmpty;
                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'y' or 'd':
                    return true;
                case 'm':
                    month = true;
                    break;
                case 'h' or 's':
                    time = true;
                    break;
            }
        }
        return month && !time;
    }

    private static int End(string format, char mark, int from)
    {
        var end = format.IndexOf(mark, from + 1);
        return end < 0 ? format.Length : end;
    }

    private static int Number(XmlReader element, string attribute) =>
        int.TryParse(element.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
}
