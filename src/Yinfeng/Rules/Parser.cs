namespace Yinfeng.Rules;

/// <summary>Reads a rule by precedence: 或, 且, 非, comparison, 封顶 and 保底, sum, product, sign.</summary>
internal sealed class Parser(RuleSource source)
{
    private readonly List<Token> _tokens = new Tokenizer(source).Run();
    private int _next;

    private Token Current => _tokens[_next];

    /// <exception cref="RuleException">The text is no rule.</exception>
    public Expression Run()
    {
        var expression = Parse(0);
        return Current.Kind == TokenKind.End
            ? expression
            : throw Error("unexpected", Current, $"这里不该出现“{Current.Text}”。", "两个条件之间写“且”或“或”，两个数之间写运算符；词与词之间留空格。");
    }

    private static int Strength(TokenKind kind) => kind switch
    {
        TokenKind.Or => 1,
        TokenKind.And => 2,
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater
            or TokenKind.GreaterOrEqual or TokenKind.In or TokenKind.NotIn or TokenKind.With or TokenKind.Has => 4,
        TokenKind.CapAt or TokenKind.AtLeast => 5,
        TokenKind.Plus or TokenKind.Minus => 6,
        TokenKind.Times or TokenKind.Divide => 7,
        _ => 0,
    };

    private Expression Parse(int above)
    {
        var left = Prefix();
        while (Strength(Current.Kind) is var strength && strength > above)
        {
            var sign = Take();
            left = sign.Kind switch
            {
                TokenKind.In => Set(left, negated: false),
                TokenKind.NotIn => Set(left, negated: true),
                TokenKind.With => Prefixes(left),
                TokenKind.Has => Words(left),
                _ => Spanning(left, Parse(strength), (at, length, right) => new BinaryExpression(at, length, sign.Kind, left, right)),
            };
            if (strength == 4 && Strength(Current.Kind) == 4)
            {
                throw Error("chained", Current, "一次只能比较两个值。", "写成“1亿元 <= 总投资 且 总投资 < 5亿元”这样的两个条件。");
            }
        }
        return left;
    }

    private static Expression Spanning(Expression left, Expression right, Func<int, int, Expression, Expression> make) =>
        make(left.At, right.At + right.Length - left.At, right);

    private Expression Prefix()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Not:
                var inner = Parse(3);
                return new NotExpression(token.At, inner.At + inner.Length - token.At, inner);
            case TokenKind.Minus:
                var number = Parse(7);
                return new Negation(token.At, number.At + number.Length - token.At, number);
            case TokenKind.Open:
                var enclosed = Parse(0);
                Expect(TokenKind.Close, ")");
                return enclosed;
            case TokenKind.Number:
                var unit = Current.Kind == TokenKind.Unit ? Take() : (Token?)null;
                var (value, type) = RuleUnits.Apply(token.Number, unit?.Text);
                return new NumberLiteral(token.At, unit is { } u ? u.At + u.Length - token.At : token.Length, value, type);
            case TokenKind.Text:
                return new TextLiteral(token.At, token.Length, token.Text);
            case TokenKind.Date:
                return new DateLiteral(token.At, token.Length, token.Ymd);
            case TokenKind.True or TokenKind.False:
                return new BoolLiteral(token.At, token.Length, token.Kind == TokenKind.True);
            case TokenKind.Name when Current.Kind == TokenKind.Open:
                return Call(token);
            case TokenKind.Name:
                return new NameReference(token.At, token.Length, token.Text);
            case TokenKind.End:
                throw Error("unfinished", token, "规则没有写完。", "补上后面的事实、数或条件。");
            default:
                throw Error("unexpected", token, $"这里不该出现“{token.Text}”，应是事实、数、日期或括号。", "检查前后是否漏写或多写。");
        }
    }

    private FunctionCall Call(Token name)
    {
        Take();
        var arguments = new List<Expression>();
        var tiers = new List<RuleTier>();
        while (Current.Kind != TokenKind.Close)
        {
            var over = Current.Kind == TokenKind.Greater;
            if (over)
            {
                Take();
            }
            var part = Parse(0);
            if (over || Current.Kind is TokenKind.Gives or TokenKind.To)
            {
                tiers.Add(Tier(part, over));
            }
            else if (tiers.Count > 0)
            {
                throw Error("tier", Current, "各档要写成“起点 → 取值”。", "例如 分档(完成率, 60% → 5, 100% → 10)。");
            }
            else
            {
                arguments.Add(part);
            }
            if (Current.Kind == TokenKind.Comma)
            {
                Take();
            }
            else if (Current.Kind != TokenKind.Close)
            {
                break;
            }
        }
        var close = Expect(TokenKind.Close, ")");
        return new FunctionCall(name.At, close.At + close.Length - name.At, name.Text, arguments) { Tiers = tiers };
    }

    private RuleTier Tier(Expression from, bool over)
    {
        Expression? to = null;
        var below = false;
        if (Current.Kind == TokenKind.To)
        {
            Take();
            below = Current.Kind == TokenKind.Less;
            if (below)
            {
                Take();
            }
            to = Parse(0);
        }
        Expect(TokenKind.Gives, "→");
        return new RuleTier(from, Parse(0), over, to, below);
    }

    private Expression Set(Expression inner, bool negated)
    {
        Membership member;
        if (Current.Kind == TokenKind.Name)
        {
            var name = Take();
            member = new Membership(inner.At, name.At + name.Length - inner.At, inner, [], name.Text);
        }
        else
        {
            Expect(TokenKind.ListOpen, "[");
            var items = new List<Expression>();
            while (Current.Kind != TokenKind.ListClose)
            {
                items.Add(Parse(5));
                if (Current.Kind != TokenKind.Comma)
                {
                    break;
                }
                Take();
            }
            var close = Expect(TokenKind.ListClose, "]");
            member = new Membership(inner.At, close.At + close.Length - inner.At, inner, items, null);
        }
        return negated ? new NotExpression(member.At, member.Length, member) : member;
    }

    private Beginning Words(Expression inner)
    {
        var words = Quoted("引号里的文字");
        return new Beginning(inner.At, _tokens[_next - 1].At + _tokens[_next - 1].Length - inner.At, inner, words, Anywhere: true);
    }

    private Beginning Prefixes(Expression inner)
    {
        var prefixes = Quoted("引号里的代码开头");
        var end = Expect(TokenKind.Beginning, "开头");
        return new Beginning(inner.At, end.At + end.Length - inner.At, inner, prefixes);
    }

    /// <summary>"甲"、"乙": any number of quoted texts. Where 或 or a comma is followed by something else, it belongs to the rule around.</summary>
    private List<string> Quoted(string what)
    {
        var texts = new List<string>();
        do
        {
            if (texts.Count > 0)
            {
                Take();
            }
            texts.Add(Expect(TokenKind.Text, what).Text);
        }
        while (Current.Kind is TokenKind.Comma or TokenKind.Or && _tokens[_next + 1].Kind == TokenKind.Text);
        return texts;
    }

    private Token Take() => Current.Kind == TokenKind.End ? Current : _tokens[_next++];

    private Token Expect(TokenKind kind, string what) => Current.Kind == kind
        ? Take()
        : throw Error("expected", Current, Current.Kind == TokenKind.End ? $"缺少“{what}”。" : $"这里应是“{what}”，却是“{Current.Text}”。",
            $"补上“{what}”。");

    private RuleException Error(string code, Token token, string what, string todo) =>
        new([new RuleError("rule." + code, source, token.At, Math.Max(1, token.Length), what, todo)]);
}
