using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>Cuts a rule into words. Full-width and ASCII punctuation mean the same; Chinese and English words of logic too.</summary>
internal sealed class Tokenizer(RuleSource source)
{
    private static readonly Dictionary<string, TokenKind> Words = new(StringComparer.Ordinal)
    {
        ["且"] = TokenKind.And, ["并且"] = TokenKind.And, ["and"] = TokenKind.And,
        ["或"] = TokenKind.Or, ["或者"] = TokenKind.Or, ["or"] = TokenKind.Or,
        ["非"] = TokenKind.Not, ["不"] = TokenKind.Not, ["not"] = TokenKind.Not,
        ["是"] = TokenKind.True, ["true"] = TokenKind.True, ["否"] = TokenKind.False, ["false"] = TokenKind.False,
        ["属于"] = TokenKind.In, ["in"] = TokenKind.In, ["不属于"] = TokenKind.NotIn,
        ["以"] = TokenKind.With, ["开头"] = TokenKind.Beginning,
        ["封顶"] = TokenKind.CapAt, ["保底"] = TokenKind.AtLeast,
        ["等于"] = TokenKind.Equal, ["不等于"] = TokenKind.NotEqual, ["大于"] = TokenKind.Greater, ["小于"] = TokenKind.Less,
        ["超过"] = TokenKind.Greater, ["不足"] = TokenKind.Less, ["低于"] = TokenKind.Less, ["不低于"] = TokenKind.GreaterOrEqual,
        ["不少于"] = TokenKind.GreaterOrEqual, ["达到"] = TokenKind.GreaterOrEqual, ["不超过"] = TokenKind.LessOrEqual,
        ["不高于"] = TokenKind.LessOrEqual, ["含"] = TokenKind.Has, ["至"] = TokenKind.To,
    };

    private static readonly (string Text, TokenKind Kind)[] Signs =
    [
        ("->", TokenKind.Gives), ("→", TokenKind.Gives), (":", TokenKind.Gives), ("：", TokenKind.Gives),
        (">=", TokenKind.GreaterOrEqual), ("<=", TokenKind.LessOrEqual), ("!=", TokenKind.NotEqual), ("<>", TokenKind.NotEqual),
        ("==", TokenKind.Equal), ("≥", TokenKind.GreaterOrEqual), ("≤", TokenKind.LessOrEqual), ("≠", TokenKind.NotEqual),
        ("=", TokenKind.Equal), (">", TokenKind.Greater), ("<", TokenKind.Less), ("+", TokenKind.Plus), ("-", TokenKind.Minus),
        ("−", TokenKind.Minus), ("*", TokenKind.Times), ("×", TokenKind.Times), ("/", TokenKind.Divide), ("÷", TokenKind.Divide),
        ("(", TokenKind.Open), ("（", TokenKind.Open), (")", TokenKind.Close), ("）", TokenKind.Close),
        ("[", TokenKind.ListOpen), ("【", TokenKind.ListOpen), ("]", TokenKind.ListClose), ("】", TokenKind.ListClose),
        (",", TokenKind.Comma), ("，", TokenKind.Comma), ("、", TokenKind.Comma),
    ];

    /// <summary>Larger ones do not fit into fen.</summary>
    private const decimal LargestNumber = 1_000_000_000_000_000m;

    private readonly string _text = source.Text;
    private readonly List<Token> _tokens = [];

    /// <exception cref="RuleException">A character belongs to no word of the language.</exception>
    public List<Token> Run()
    {
        var at = 0;
        while (at < _text.Length)
        {
            at = char.IsWhiteSpace(_text[at]) ? at + 1 : Next(at);
        }
        _tokens.Add(new(TokenKind.End, _text.Length, 1, ""));
        return _tokens;
    }

    private int Next(int at)
    {
        if (char.IsAsciiDigit(_text[at]))
        {
            return NumberOrDate(at);
        }
        if (_text[at] is '"' or '“' or '”' or '\'')
        {
            return Quoted(at);
        }
        foreach (var (sign, kind) in Signs)
        {
            if (string.CompareOrdinal(_text, at, sign, 0, sign.Length) == 0)
            {
                return Add(kind, at, sign.Length, sign);
            }
        }
        if (char.IsLetter(_text[at]) || _text[at] == '_')
        {
            var word = _text[at..Run(at, c => char.IsLetterOrDigit(c) || c is '_' or '.' or '·')];
            return Add(Words.GetValueOrDefault(word, TokenKind.Name), at, word.Length, word);
        }
        throw Error("character", at, 1, $"不认识字符“{_text[at]}”。", "删去它；文字要放在引号里。");
    }

    private int NumberOrDate(int at)
    {
        if (Run(at, c => char.IsAsciiDigit(c) || c == '-') is var dateEnd && _text[at..dateEnd] is var date
            && date.Count(c => c == '-') == 2 && date.Length >= 8)
        {
            return LedgerDate.TryParse(date, out var day)
                ? Add(new(TokenKind.Date, at, date.Length, date, Ymd: day.Ymd))
                : throw Error("date", at, date.Length, $"{date} 不是日历上的一天。", "写成 2023-05-17 这样的日期。");
        }
        var end = Run(at, c => char.IsAsciiDigit(c) || c is '.' or ',' or '_');
        while (_text[end - 1] is ',' or '_')
        {
            end--; // "[1, 2]": the comma separates, it does not group digits.
        }
        var digits = _text[at..end].Replace(",", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > LargestNumber)
        {
            throw Error("number", at, end - at, $"{_text[at..end]} 不是一个数。", "写成 1.5 或 12,000 这样的数。");
        }
        Add(new(TokenKind.Number, at, end - at, _text[at..end], number));
        var unitAt = Run(end, c => c == ' ');
        return RuleUnits.Match(_text, unitAt) is { } unit ? Add(TokenKind.Unit, unitAt, unit.Length, unit) : end;
    }

    private int Quoted(int at)
    {
        var close = _text.AsSpan(at + 1).IndexOfAny("\"”'");
        if (close < 0)
        {
            throw Error("quote", at, _text.Length - at, "引号没有收尾。", "在文字后面补上引号。");
        }
        return Add(TokenKind.Text, at, close + 2, _text.Substring(at + 1, close));
    }

    private int Run(int at, Func<char, bool> fits)
    {
        while (at < _text.Length && fits(_text[at]))
        {
            at++;
        }
        return at;
    }

    private int Add(TokenKind kind, int at, int length, string text) => Add(new(kind, at, length, text));

    private int Add(Token token)
    {
        _tokens.Add(token);
        return token.At + token.Length;
    }

    private RuleException Error(string code, int at, int length, string what, string todo) =>
        new([new RuleError("rule." + code, source, at, length, what, todo)]);
}
