namespace Yinfeng.Sheets;

/// <summary>A sheet of an xlsx file. Nothing is read before somebody asks.</summary>
internal sealed class XlsxSheet(string name, bool hidden, string part, XlsxPackage package, CellContext context) : Sheet
{
    private const long SmallSheet = 64 << 20;
    private SheetLayout _layout = new();
    private bool _layoutRead;

    public override string Name => name;
    public override bool Hidden => hidden;
    public override bool MergedKnown => package.DeclaredLength(part) <= SmallSheet;

    public override IReadOnlySet<int> HiddenColumns
    {
        get
        {
            ReadLayout();
            return _layout.HiddenColumns;
        }
    }

    public override IReadOnlyList<MergedRange> Merged
    {
        get
        {
            ReadLayout();
            return _layout.Merged;
        }
    }

    public override IEnumerable<SheetRow> ReadRows()
    {
        var layout = new SheetLayout();
        using var rows = new BlockRows(part, package, context, layout, () =>
        {
            layout = new SheetLayout(); // The slow reader starts over.
            return new XmlRows(package.ReadXml(part), context, layout, part, package);
        });
        var row = new SheetRow();
        while (rows.Next(row))
        {
            yield return row;
        }
        (_layout, _layoutRead) = (layout, true);
    }

    private void ReadLayout()
    {
        if (_layoutRead || !MergedKnown)
        {
            return;
        }
        foreach (var _ in ReadRows())
        {
        }
    }
}
