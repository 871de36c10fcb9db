using System.Text;

namespace Yinfeng.Host;

/// <summary>A text stream whose pieces travel through the socket.</summary>
/// <param name="atOnce">Send every write (progress, messages); otherwise collect a few kilobytes.</param>
internal sealed class FrameWriter(BinaryWriter to, Frame kind, Lock gate, bool atOnce) : TextWriter
{
    private const int Enough = 8 * 1024;
    private readonly StringBuilder _held = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        _held.Append(value);
        SendIfEnough();
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        _held.Append(buffer);
        SendIfEnough();
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Flush()
    {
        if (_held.Length == 0)
        {
            return;
        }
        lock (gate)
        {
            to.Write((byte)kind);
            to.Write(_held.ToString());
            to.Flush();
        }
        _held.Clear();
    }

    private void SendIfEnough()
    {
        // A surrogate pair must not be cut: each piece is encoded by itself.
        if ((atOnce || _held.Length >= Enough) && !char.IsHighSurrogate(_held[^1]))
        {
            Flush();
        }
    }
}
