using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Yinfeng.Shell;

/// <summary>HTML put together as UTF-8, for pages that are asked for so often that components would be most of their cost.</summary>
/// <remarks>What stands in braces of <see cref="Add"/> is encoded, as components do it; only <see cref="Raw(string)"/> is taken as it is.</remarks>
internal sealed class HtmlText : IDisposable
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All); // The one the components get, see ServeCommand.
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Markup with values in braces: texts are encoded, numbers written invariantly.</summary>
    public HtmlText Add([InterpolatedStringHandlerArgument("")] Pieces pieces) // Which have been written when this runs.
    {
        _ = pieces;
        return this;
    }

    /// <summary>Markup that is known to be right: our own, or encoded before.</summary>
    public HtmlText Raw(string markup)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(markup.Length));
        _length += Encoding.UTF8.GetBytes(markup, room);
        return this;
    }

    /// <inheritdoc cref="Raw(string)"/>
    public HtmlText Raw(ReadOnlySpan<byte> markup)
    {
        markup.CopyTo(Room(markup.Length));
        _length += markup.Length;
        return this;
    }

    /// <summary>An attribute with a leading space; nothing at all for null.</summary>
    /// <param name="name">Ours, not a visitor's.</param>
    public HtmlText Attribute(string name, string? value) => value is null ? this : Raw(" ").Raw(name).Raw("=\"").Raw(Html.Encode(value)).Raw("\"");

    /// <param name="name">From icons.txt.</param>
    public HtmlText Icon(string name) => Raw(Pages.Icon.Markup(name, null));

    /// <summary>Takes the last bytes off again.</summary>
    public void TakeBack(int bytes) => _length -= bytes;

    public override string ToString() => Encoding.UTF8.GetString(Written);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Number<T>(T value, ReadOnlySpan<char> format) where T : IUtf8SpanFormattable
    {
        int written;
        while (!value.TryFormat(Room(32), out written, format, CultureInfo.InvariantCulture))
        {
            Room(1_024);
        }
        _length += written;
    }

    /// <summary>What is free behind the text, at least so much.</summary>
    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + bytes));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(_length);
    }

    /// <summary>What the compiler makes of <c>$"…"</c>: every piece goes straight into the text.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Pieces
    {
        private readonly HtmlText _into;

        public Pieces(int literalLength, int formattedCount, HtmlText into)
        {
            _ = (literalLength, formattedCount);
            _into = into;
        }

        public void AppendLiteral(string markup) => _into.Raw(markup);

        public void AppendFormatted(string? text)
        {
            if (text is not null)
            {
                _into.Raw(Html.Encode(text));
            }
        }

        public void AppendFormatted<T>(T number, string? format = null) where T : IUtf8SpanFormattable => _into.Number(number, format);
    }
}
