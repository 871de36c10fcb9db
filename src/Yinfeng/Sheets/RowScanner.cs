using System.Text;

namespace Yinfeng.Sheets;

/// <summary>Finds rows and cells in a block of UTF-8 as spreadsheet programs write it. Whatever it does not expect,
/// a comment, CDATA, rich text, wrong markup, it leaves to <see cref="XmlRows"/> by marking the block as unusual.</summary>
/// <remarks>Arithmetic is unchecked: positions stay inside the block's padding of zero bytes.</remarks>
internal sealed class RowScanner(CellContext context, SheetTags tags)
{
    private readonly byte[] _prefix = tags.Prefix;
    private readonly RegularCells _regular = new(context);

    /// <summary>Parses the block into its cells and rows.</summary>
    /// <exception cref="WorkbookRefusedException">A cell refers to a text that is not there.</exception>
    public void Scan(RowBlock block)
    {
        var b = block.Bytes.AsSpan(0, block.Length + RowBlock.Padding);
        var p = 0;
        unchecked
        {
            while (true)
            {
                MarkupBytes.SkipSpace(b, ref p);
                if (p >= block.Length)
                {
                    return;
                }
                if (b[p..].StartsWith(tags.DataEnd))
                {
                    block.EndAt = p;
                    return;
                }
                if (!b[p..].StartsWith(tags.Row) || !ScanRow(block, b, ref p))
                {
                    block.Unusual = true;
                    return;
                }
            }
        }
    }

    private bool ScanRow(RowBlock block, ReadOnlySpan<byte> b, ref int p)
    {
        unchecked
        {
            p += tags.Row.Length;
            var state = new RowState { Column = -1 };
            if (_prefix.Length == 0)
            {
                p = state.TakeNumber(b, p);
            }
            if (!TagAttributes.Read(b, ref p, cell: false, out var row))
            {
                return false;
            }
            var number = row.Row > 0 ? row.Row : state.Number;
            var start = block.CellCount;
            if (row.Closed)
            {
                block.EndRow(number, start, true);
                return true;
            }
            while (true)
            {
                if (state.Number > 0)
                {
                    p = _regular.Scan(block, b, p, ref state);
                }
                MarkupBytes.SkipSpace(b, ref p);
                if (b[p] != '<')
                {
                    return false;
                }
                if (b[p + 1] == '/')
                {
                    block.EndRow(number, start, state.Dense == block.CellCount - start);
                    return SkipEnd(b, ref p, "row"u8);
                }
                if (!SkipStart(b, ref p, (byte)'c') || !TagAttributes.Read(b, ref p, cell: true, out var cell))
                {
                    return false;
                }
                state.Column = cell.Column >= 0 ? cell.Column : state.Column + 1;
                if (state.Column > CellValues.LastColumn)
                {
                    return false;
                }
                if (!cell.Closed)
                {
                    var before = block.CellCount;
                    if (!ScanCell(block, b, ref p, state.Column, cell))
                    {
                        return false;
                    }
                    state.Dense += state.Column == state.Dense && block.CellCount > before ? 1 : 0;
                }
            }
        }
    }

    /// <summary>From behind the cell's start tag to behind its end tag.</summary>
    private bool ScanCell(RowBlock block, ReadOnlySpan<byte> b, ref int p, int column, in TagAttributes cell)
    {
        unchecked
        {
            var formula = false;
            var before = block.CellCount;
            ReadOnlySpan<byte> source = default;
            while (true)
            {
                MarkupBytes.SkipSpace(b, ref p);
                if (b[p] != '<')
                {
                    return false;
                }
                if (b[p + 1] == '/')
                {
                    return (source.Length == 0 || block.CellCount > before || AddUncalculated(block, column, cell, source))
                        && SkipEnd(b, ref p, "c"u8);
                }
                if (SkipStart(b, ref p, (byte)'v'))
                {
                    if (block.CellCount > before || !Content(b, ref p, out var value) || (value.Length > 0 && !SkipEnd(b, ref p, "v"u8)))
                    {
                        return false;
                    }
                    if (value.Length > 0 && !AddValue(block, column, cell, value, formula))
                    {
                        return false;
                    }
                }
                else if (SkipStart(b, ref p, (byte)'f'))
                {
                    formula = true;
                    if (!Content(b, ref p, out source) || (source.Length > 0 && !SkipEnd(b, ref p, "f"u8)))
                    {
                        return false;
                    }
                }
                else if (block.CellCount > before || !ScanInline(block, b, ref p, column, formula))
                {
                    return false;
                }
            }
        }
    }

    private bool AddValue(RowBlock block, int column, in TagAttributes cell, ReadOnlySpan<byte> value, bool formula)
    {
        if (cell.Code == CellCode.Text)
        {
            if (!XmlText.TryDecode(value, out var text))
            {
                return false;
            }
            AddMade(block, column, CellContext.Text(RichText.Unescape(text), formula));
        }
        else if (value.IndexOf((byte)'&') >= 0)
        {
            return false;
        }
        else if (cell.Code == CellCode.Shared)
        {
            AddShared(block, column, context.SharedIndex(value), formula);
        }
        else
        {
            AddMade(block, column, context.Make(cell.Code, cell.Style, value, formula));
        }
        return true;
    }

    private void AddShared(RowBlock block, int column, int index, bool formula)
    {
        block.Store.Table = context.Table;
        if (!block.Store.Table.IsEmpty(index))
        {
            block.Add(PackedCell.Shared(column, index, formula));
        }
    }

    private static void AddMade(RowBlock block, int column, in Cell made)
    {
        if (!made.IsEmpty)
        {
            block.Add(column, made);
        }
    }

    /// <summary>A formula that was never calculated is kept as its own text, so that nothing typed is lost; it is never run.
    /// One that is declared to give text may well have given the empty one.</summary>
    private static bool AddUncalculated(RowBlock block, int column, in TagAttributes cell, ReadOnlySpan<byte> source)
    {
        if (cell.Code != CellCode.Number)
        {
            return true;
        }
        if (!XmlText.TryDecode(source, out var text))
        {
            return false;
        }
        block.Add(column, CellContext.Text("=" + text, true));
        return true;
    }

    /// <summary><c>is</c> with one plain <c>t</c>; runs are unusual.</summary>
    private bool ScanInline(RowBlock block, ReadOnlySpan<byte> b, ref int p, int column, bool formula)
    {
        unchecked
        {
            if (!b.Slice(p + 1).StartsWith(_prefix) || !b.Slice(p + 1 + _prefix.Length).StartsWith("is>"u8))
            {
                return false;
            }
            p += _prefix.Length + 4;
            MarkupBytes.SkipSpace(b, ref p);
            if (!SkipStart(b, ref p, (byte)'t') || !Content(b, ref p, out var raw) || (raw.Length > 0 && !SkipEnd(b, ref p, "t"u8)))
            {
                return false;
            }
            if (raw.Length > 0)
            {
                if (!XmlText.TryDecode(raw, out var text))
                {
                    return false;
                }
                block.Add(column, CellContext.Text(RichText.Unescape(text), formula));
            }
            MarkupBytes.SkipSpace(b, ref p);
            return SkipEnd(b, ref p, "is"u8);
        }
    }

    /// <summary>From behind an element's name to its content, which holds no markup. An empty element is passed as a whole,
    /// with or without an end tag.</summary>
    private bool Content(ReadOnlySpan<byte> b, scoped ref int p, out ReadOnlySpan<byte> content)
    {
        unchecked
        {
            content = default;
            while (b[p] != '>')
            {
                if (b[p] is 0 or (byte)'<' or (byte)'"' or (byte)'\'')
                {
                    if (!MarkupBytes.SkipQuoted(b, ref p))
                    {
                        return false;
                    }
                    continue;
                }
                p++;
            }
            var closed = b[p - 1] == '/';
            p++;
            if (closed)
            {
                return true;
            }
            var start = p;
            if (b[p] != '<')
            {
                // Values are short, texts are not: look at a few bytes before calling the vectorised search.
                var near = p + 12;
                while (b[p] != '<' && b[p] != 0 && p < near)
                {
                    p++;
                }
                if (b[p] != '<')
                {
                    var length = b[p..].IndexOfAny((byte)'<', (byte)0);
                    if (length < 0 || b[p + length] != '<')
                    {
                        return false;
                    }
                    p += length;
                }
            }
            content = b[start..p];
            return content.Length > 0 || SkipAnyEnd(b, ref p);
        }
    }

    /// <summary>Passes "&lt;name" of a one-letter element, up to behind the name.</summary>
    private bool SkipStart(ReadOnlySpan<byte> b, ref int p, byte name)
    {
        unchecked
        {
            var at = p + 1;
            if (_prefix.Length > 0)
            {
                if (!b[at..].StartsWith(_prefix))
                {
                    return false;
                }
                at += _prefix.Length;
            }
            if (b[p] != '<' || b[at] != name || b[at + 1] is not ((byte)'>' or (byte)' ' or (byte)'/' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return false;
            }
            p = at + 1;
            return true;
        }
    }

    private bool SkipEnd(ReadOnlySpan<byte> b, ref int p, ReadOnlySpan<byte> name)
    {
        unchecked
        {
            if (b[p] != '<' || b[p + 1] != '/')
            {
                return false;
            }
            var at = p + 2;
            if (_prefix.Length > 0)
            {
                if (!b[at..].StartsWith(_prefix))
                {
                    return false;
                }
                at += _prefix.Length;
            }
            if (!b[at..].StartsWith(name))
            {
                return false;
            }
            at += name.Length;
            MarkupBytes.SkipSpace(b, ref at);
            p = at + 1;
            return b[at] == '>';
        }
    }

    /// <summary>Passes the end tag of an element that turned out to be empty: v, f or t.</summary>
    private bool SkipAnyEnd(ReadOnlySpan<byte> b, ref int p) =>
        SkipEnd(b, ref p, "v"u8) || SkipEnd(b, ref p, "f"u8) || SkipEnd(b, ref p, "t"u8);
}
