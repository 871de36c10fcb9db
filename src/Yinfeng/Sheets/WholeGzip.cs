using System.IO.Compression;
using System.Security.Cryptography;

namespace Yinfeng.Sheets;

/// <summary>The content of a gzip file, and certainty that it was whole: the framework takes a file that is cut off for one that ends.</summary>
/// <remarks>A member with a mark of our own is read behind the file's members. Where the mark does not come out, the file ended in the
/// middle of one.</remarks>
internal sealed class WholeGzip : Stream
{
    private const int MarkLength = 16;
    private readonly byte[] _mark = RandomNumberGenerator.GetBytes(MarkLength);
    private readonly byte[] _ahead = new byte[1 << 16];
    private readonly GZipStream _content;
    private int _start, _end;

    public WholeGzip(Stream file) => _content = new GZipStream(new Joined(file, Packed(_mark)), CompressionMode.Decompress);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The file is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_end - _start <= MarkLength) // What may be the mark is held back.
        {
            _ahead.AsSpan(_start, _end - _start).CopyTo(_ahead);
            (_start, _end) = (0, _end - _start);
            var read = _content.Read(_ahead.AsSpan(_end));
            if (read == 0)
            {
                return _ahead.AsSpan(0, _end).SequenceEqual(_mark) ? 0 : throw new InvalidDataException("The file is cut off.");
            }
            _end += read;
        }
        var count = Math.Min(buffer.Length, _end - _start - MarkLength);
        _ahead.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _content.Dispose();
        base.Dispose(disposing);
    }

    private static MemoryStream Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(bytes);
        }
        packed.Position = 0;
        return packed;
    }

    /// <summary>One stream behind the other.</summary>
    private sealed class Joined(Stream first, Stream second) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(Span<byte> buffer) => first.Read(buffer) is > 0 and var read ? read : second.Read(buffer);
        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
