using System.Globalization;

namespace Yinfeng.Reports;

/// <summary>The four operations and brackets, exact in decimal: "41.6/(213.5-41.6)".</summary>
internal sealed class Arithmetic
{
    private readonly string _text;
    private int _at;
    private int _depth;

    private Arithmetic(string text) => _text = text.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The value; null for anything else, for a division by zero and for results outside of decimal.</summary>
    public static decimal? Evaluate(string text)
    {
        var reader = new Arithmetic(text);
        try
        {
            var value = reader.Sum();
            return reader._at == reader._text.Length ? value : null;
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            return null;
        }
    }

    private decimal? Sum()
    {
        var value = Product();
        while (value is not null && _at < _text.Length && (_text[_at] is '+' or '-'))
        {
            var minus = _text[_at++] == '-';
            value = minus ? value - Product() : value + Product();
        }
        return value;
    }

    private decimal? Product()
    {
        var value = Factor();
        while (value is not null && _at < _text.Length && (_text[_at] is '*' or '/'))
        {
            var divide = _text[_at++] == '/';
            value = divide ? value / Factor() : value * Factor();
        }
        return value;
    }

    private decimal? Factor()
    {
        if (_at < _text.Length && _text[_at] == '(' && _depth < 50)
        {
            _at++;
            _depth++;
            var inner = Sum();
            _depth--;
            return _at < _text.Length && _text[_at++] == ')' ? inner : null;
        }
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
        {
            _at++;
        }
        return decimal.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }
}
