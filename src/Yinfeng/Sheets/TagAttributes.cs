namespace Yinfeng.Sheets;

/// <summary>What the start tag of a row or cell says. Positions from 0 for columns, from 1 for rows; -1 or 0 when not said.</summary>
/// <remarks>Arithmetic is unchecked: positions stay inside the block's padding of zero bytes.</remarks>
internal ref struct TagAttributes
{
    public int Column, Row, Style;
    public CellCode Code;
    public bool Closed;

    /// <summary>Attributes of a row or cell up to behind the closing bracket.</summary>
    public static bool Read(ReadOnlySpan<byte> b, ref int p, bool cell, out TagAttributes found)
    {
        unchecked
        {
            found = new TagAttributes { Column = -1 };
            while (true)
            {
                MarkupBytes.SkipSpace(b, ref p);
                if (b[p] == '>')
                {
                    p++;
                    return true;
                }
                if (b[p] == '/' && b[p + 1] == '>')
                {
                    p += 2;
                    found.Closed = true;
                    return true;
                }
                if (cell && b[p] == 'r' && b[p + 1] == '=' && b[p + 2] == '"')
                {
                    p += 3;
                    if (!TakeReference(b, ref p, ref found))
                    {
                        return false;
                    }
                    continue;
                }
                var name = p;
                while (b[p] != '=')
                {
                    if (b[p] <= ' ' || b[p] == '<' || b[p] == '>')
                    {
                        return false;
                    }
                    p++;
                }
                var single = p - name == 1 ? b[name] : (byte)0;
                p++;
                var start = p + 1;
                if (b[p] is not ((byte)'"' or (byte)'\'') || !MarkupBytes.SkipQuoted(b, ref p))
                {
                    return false;
                }
                var value = b[start..(p - 1)];
                if (!(cell ? TakeCell(single, value, ref found) : TakeRow(single, value, ref found)))
                {
                    return false;
                }
            }
        }
    }

    /// <summary>The common case: r="AB12" with plain digits, passed without looking twice at a byte.</summary>
    private static bool TakeReference(ReadOnlySpan<byte> b, ref int p, ref TagAttributes found)
    {
        unchecked
        {
            int column = 0, row = 0, start = p;
            for (uint letter; (letter = (uint)((b[p] | 0x20) - 'a')) < 26 && p - start < 3; p++)
            {
                column = column * 26 + (int)letter + 1;
            }
            var digits = p;
            for (uint digit; (digit = (uint)(b[p] - '0')) < 10 && p - digits < 8; p++)
            {
                row = row * 10 + (int)digit;
            }
            found.Column = column - 1;
            return b[p++] == '"' && column > 0 && column - 1 <= CellValues.LastColumn && row > 0 && row <= CellValues.LastRow;
        }
    }

    private static bool TakeCell(byte name, ReadOnlySpan<byte> value, ref TagAttributes found)
    {
        switch (name)
        {
            case (byte)'r':
                return CellValues.TryReference(value, out found.Column, out _);
            case (byte)'s':
                return TryInt(value, out found.Style);
            case (byte)'t':
                found.Code = CellContext.Code(value);
                return true;
            default:
                return true;
        }
    }

    private static bool TakeRow(byte name, ReadOnlySpan<byte> value, ref TagAttributes found) =>
        name != (byte)'r' || (TryInt(value, out found.Row) && found.Row is > 0 and <= CellValues.LastRow);

    private static bool TryInt(ReadOnlySpan<byte> value, out int number)
    {
        unchecked
        {
            number = 0;
            foreach (var digit in value)
            {
                if ((uint)(digit - '0') > 9)
                {
                    return false;
                }
                number = number * 10 + digit - '0';
            }
            return value.Length is > 0 and < 9;
        }
    }
}
