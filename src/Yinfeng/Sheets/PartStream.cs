using System.IO.Compression;

namespace Yinfeng.Sheets;

/// <summary>A part while it is inflated: counts the bytes and checks length and checksum at the end.</summary>
internal sealed class PartStream(ZipArchive zip, Stream inflating, ZipPart part, XlsxPackage package) : Stream
{
    private const int Step = 1 << 20;
    private readonly Crc32 _crc = new();
    private long _count;
    private long _reported;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inflating.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw package.Refused.Damaged($"部件 {part.Name} 无法解压");
        }
        if (read == 0 && buffer.Length > 0)
        {
            if (_count != part.Length || _crc.Value != part.Crc)
            {
                throw package.Refused.Damaged($"部件 {part.Name} 的校验值不符");
            }
            return 0;
        }
        _crc.Append(buffer[..read]);
        _count += read;
        if (_count - _reported >= Step)
        {
            _reported = _count;
            package.Count(part, _count);
        }
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inflating.Dispose();
            zip.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _count; set => throw new NotSupportedException(); }
    public override void Flush()
    {
    }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
