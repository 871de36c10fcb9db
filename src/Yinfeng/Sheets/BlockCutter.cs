namespace Yinfeng.Sheets;

/// <summary>Inflates a sheet and cuts it into blocks that begin at a row.</summary>
internal sealed class BlockCutter(Stream sheet, Refused refused) : IDisposable
{
    private const int BlockBytes = 1 << 19;
    private const int LongestRow = 16 << 20;
    private const int LongestHead = 4 << 20;
    private byte[] _rest = [];
    private int _restLength;
    private bool _ended;

    /// <summary>Everything up to and including the start tag of the sheet data; valid after <see cref="ReadHead"/>.</summary>
    public byte[] Head { get; private set; } = [];
    public SheetTags Tags { get; private set; } = SheetTags.Plain;

    /// <summary>Reads up to the sheet data. False: written in a way that only the slow reader understands.</summary>
    public bool ReadHead()
    {
        var buffer = new byte[BlockBytes];
        var length = 0;
        while (true)
        {
            var read = sheet.Read(buffer.AsSpan(length));
            length += read;
            var seen = buffer.AsSpan(0, length);
            if (!SheetTags.TryFind(seen, out var tags, out var start))
            {
                if (read == 0 || length >= LongestHead)
                {
                    return false;
                }
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, length * 2);
                }
                continue;
            }
            Tags = tags;
            Head = seen[..start].ToArray();
            (_rest, _restLength) = (seen[start..].ToArray(), length - start);
            return Head.AsSpan().IndexOf("<!"u8) < 0;
        }
    }

    /// <summary>Fills the block with whole rows; the last block also holds what follows the rows. False at the end.</summary>
    public bool Next(RowBlock block)
    {
        if (_ended)
        {
            return false;
        }
        var bytes = Room(block, Math.Max(BlockBytes, _restLength));
        Buffer.BlockCopy(_rest, 0, bytes, 0, _restLength);
        var length = _restLength;
        while (true)
        {
            length += Fill(bytes, length);
            var cut = _ended ? length : bytes.AsSpan(0, length).LastIndexOf(Tags.Row);
            if (cut > 0)
            {
                _restLength = length - cut;
                if (_rest.Length < _restLength)
                {
                    _rest = new byte[_restLength * 2];
                }
                Buffer.BlockCopy(bytes, cut, _rest, 0, _restLength);
                bytes.AsSpan(cut, Math.Min(RowBlock.Padding, bytes.Length - cut)).Clear();
                block.Length = cut;
                return true;
            }
            if (_ended)
            {
                return false;
            }
            if (length > LongestRow)
            {
                throw refused.TooLarge($"工作表里有一行超过 {LongestRow >> 20} MB");
            }
            bytes = Room(block, length * 2);
        }
    }

    public void Dispose() => sheet.Dispose();

    private static byte[] Room(RowBlock block, int length)
    {
        if (block.Bytes.Length < length + RowBlock.Padding)
        {
            var bytes = block.Bytes;
            Array.Resize(ref bytes, length + RowBlock.Padding);
            block.Bytes = bytes;
        }
        return block.Bytes;
    }

    private int Fill(byte[] bytes, int from)
    {
        var most = bytes.Length - RowBlock.Padding;
        var length = from;
        while (length < most)
        {
            var read = sheet.Read(bytes.AsSpan(length, most - length));
            if (read == 0)
            {
                _ended = true;
                break;
            }
            length += read;
        }
        return length - from;
    }
}
