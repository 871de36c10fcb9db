using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>Rows of a sheet the quick way: one thread inflates and cuts, others parse, rows come out in order.</summary>
/// <remarks>Small sheets are parsed on the caller's thread. As soon as something unusual turns up, the slow reader starts over
/// and passes over the rows already given.</remarks>
internal sealed class BlockRows : IRowSource
{
    private const int SmallBytes = 1 << 20;
    private const int RowsAhead = 8;
    private const int MostTail = 64 << 20;
    private readonly Func<IRowSource> _slow;
    private readonly Refused _refused;
    private readonly CellContext _context;
    private readonly BlockCutter _cutter;
    private readonly SheetLayout _layout;
    private readonly string _part;
    private readonly XlsxPackage _package;
    private BlockLine? _line;
    private RowScanner? _scanner;
    private Task? _texts;
    private IRowSource? _fallback;
    private RowBlock? _block;
    private int _at;
    private int _number;
    private long _given;
    private bool _ended;

    public BlockRows(string part, XlsxPackage package, CellContext context, SheetLayout layout, Func<IRowSource> slow)
    {
        (_part, _package, _context, _layout, _slow, _refused) = (part, package, context, layout, slow, context.Refused);
        _cutter = new BlockCutter(package.Read(part), _refused);
    }

    public bool Next(SheetRow row)
    {
        if (_scanner is null && _fallback is null)
        {
            Start();
        }
        while (_fallback is null)
        {
            if (_ended)
            {
                return false;
            }
            while (_block is not null && _at < _block.Rows.Count)
            {
                if (_at % RowsAhead == 0)
                {
                    _block.Prepare(_at, RowsAhead);
                }
                var span = _block.Rows[_at++];
                _number = span.Number > 0 ? span.Number : _number + 1;
                if (_number > CellValues.LastRow)
                {
                    throw _refused.Damaged($"工作表里有第 {_number} 行，超出了 Excel 的范围");
                }
                if (span.Count > 0)
                {
                    _block.Show(span, _number, row);
                    _given++;
                    return true;
                }
            }
            row.Clear(_number + 1);
            Advance();
        }
        return _fallback.Next(row);
    }

    public void Dispose()
    {
        _line?.Dispose();
        _cutter.Dispose();
        _fallback?.Dispose();
        _texts?.Wait(); // It holds the file open.
    }

    private void Start()
    {
        var large = _package.DeclaredLength(_part) > SmallBytes;
        if (large)
        {
            _texts = Task.Run(ReadTexts);
        }
        if (!_cutter.ReadHead())
        {
            FallBack();
            return;
        }
        _scanner = new RowScanner(_context, _cutter.Tags);
        if (large)
        {
            _line = new BlockLine(_cutter, _scanner);
        }
        else
        {
            _block = new RowBlock();
            _block.Reset();
        }
        TakeLayout([.. _cutter.Head, .. _cutter.Tags.DataEnd, .. _cutter.Tags.RootEnd]);
    }

    /// <summary>Reads the texts while the first rows are inflated.</summary>
    private void ReadTexts()
    {
        try
        {
            _ = _context.Table;
        }
        catch (WorkbookRefusedException)
        {
            // Comes again to the first cell that asks for a text; where none does, the sheet is readable.
        }
    }

    /// <summary>Goes on to the next block, to the end, or to the slow reader.</summary>
    private void Advance()
    {
        if (_block is { EndAt: >= 0 })
        {
            Finish();
        }
        else if (!TakeBlock() || _block!.Unusual)
        {
            FallBack(); // Also where the sheet data do not end: the slow reader says what is wrong.
        }
    }

    private bool TakeBlock()
    {
        _at = 0;
        if (!TakeRawBlock())
        {
            return false;
        }
        if (_line is null)
        {
            _scanner!.Scan(_block!);
        }
        return true;
    }

    private bool TakeRawBlock()
    {
        if (_line is not null)
        {
            _block = _line.Next(_block);
            return _block is not null;
        }
        _block!.Reset();
        return _cutter.Next(_block);
    }

    /// <summary>Reads what follows the rows; it must be well-formed, and it holds the merged ranges.</summary>
    private void Finish()
    {
        var tail = new MemoryStream();
        tail.Write(_cutter.Tags.Root);
        tail.Write(_cutter.Tags.Data);
        tail.Write(_block!.Bytes, _block.EndAt, _block.Length - _block.EndAt);
        while (TakeRawBlock())
        {
            tail.Write(_block!.Bytes, 0, _block.Length);
            if (tail.Length > MostTail)
            {
                throw _refused.TooLarge("工作表在数据之后还有大量其他内容");
            }
        }
        (_block, _ended) = (null, true);
        TakeLayout(tail.ToArray());
    }

    private void TakeLayout(byte[] xml)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), XlsxPackage.XmlSettings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    _layout.Take(reader, _refused);
                }
            }
        }
        catch (XmlException e)
        {
            throw _package.FromXml(e, _part);
        }
    }

    private void FallBack()
    {
        _line?.Dispose();
        (_line, _block) = (null, null);
        _fallback = _slow();
        var passed = new SheetRow();
        for (; _given > 0; _given--)
        {
            _fallback.Next(passed);
        }
    }
}
