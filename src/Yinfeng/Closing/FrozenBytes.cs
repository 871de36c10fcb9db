using System.Text;

namespace Yinfeng.Closing;

/// <summary>Reads bytes, numbers and texts off a stream, as <see cref="BinaryWriter"/> writes them, a block at a time.</summary>
/// <exception cref="EndOfStreamException">The data end too early.</exception>
internal sealed class FrozenBytes(Stream from) : IDisposable
{
    private byte[] _block = new byte[FrozenTableWriter.Block];
    private int _at;
    private int _end;

    public byte Byte()
    {
        if (_at == _end)
        {
            Fill(1);
        }
        return _block[_at++];
    }

    public int Int() => (int)Long();

    /// <summary>Seven bits per byte, the lowest first.</summary>
    public long Long()
    {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("A frozen number has no end.");
    }

    public string String()
    {
        var length = Int();
        Fill(length);
        var text = Encoding.UTF8.GetString(_block, _at, length);
        _at += length;
        return text;
    }

    public void Skip(int bytes)
    {
        Fill(bytes);
        _at += bytes;
    }

    /// <summary>Sees to it that so many bytes lie in the block.</summary>
    private void Fill(int bytes)
    {
        if (_end - _at >= bytes)
        {
            return;
        }
        var rest = _block.AsSpan(_at, _end - _at);
        var block = bytes <= _block.Length ? _block : new byte[bytes];
        rest.CopyTo(block);
        (_block, _at, _end) = (block, 0, rest.Length);
        _end += from.ReadAtLeast(_block.AsSpan(_end), bytes - _end);
    }

    public void Dispose() => from.Dispose();
}
