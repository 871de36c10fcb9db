using System.Globalization;
using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>What a sheet says beside its rows: hidden columns before them, merged ranges after.</summary>
internal sealed class SheetLayout
{
    private const int MostMerged = 200_000;
    private readonly HashSet<int> _hidden = [];
    private readonly List<MergedRange> _merged = [];

    public IReadOnlySet<int> HiddenColumns => _hidden;
    public IReadOnlyList<MergedRange> Merged => _merged;

    /// <summary>Takes in a <c>col</c> or <c>mergeCell</c> element; other elements are none of its business.</summary>
    public void Take(XmlReader element, Refused refused)
    {
        if (element.LocalName == "col" && element.GetAttribute("hidden") is "1" or "true")
        {
            var first = Column(element.GetAttribute("min")) - 1;
            var last = Math.Min(Column(element.GetAttribute("max")) - 1, CellValues.LastColumn);
            for (var column = Math.Max(first, 0); column <= last; column++)
            {
                _hidden.Add(column);
            }
        }
        else if (element.LocalName == "mergeCell" && CellValues.TryRange(element.GetAttribute("ref"), out var range))
        {
            _merged.Add(range);
            if (_merged.Count > MostMerged)
            {
                throw refused.TooLarge($"合并单元格超过 {MostMerged} 处");
            }
        }
    }

    private static int Column(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Min(n, 20_000) : 0;
}
