namespace Yinfeng.Rules;

/// <summary>Gives every part of a rule its type and finds what cannot be: unknown names, units that do not fit, words that no choice has.</summary>
internal sealed partial class Checker(RuleSource source, RuleScope scope)
{
    private static readonly RuleType Bool = new(RuleKind.Bool), Number = new(RuleKind.Number), Date = new(RuleKind.Date);
    private readonly List<RuleError> _errors = [];

    /// <summary>What names may mean here: the facts of the subject, or those of one item of a list.</summary>
    private RuleScope _scope = scope;

    /// <summary>Types the rule, which must give what <paramref name="wanted"/> accepts.</summary>
    /// <exception cref="RuleException">With every mistake found.</exception>
    public void Run(Expression rule, Func<RuleType, bool> wanted, string wantedAs)
    {
        var type = Check(rule);
        if (type is { } known && !wanted(known))
        {
            Report("result", rule, $"这里要的是{wantedAs}，规则给出的却是{known}。", $"改成一条得出{wantedAs}的规则。");
        }
        if (_errors.Count > 0)
        {
            throw new RuleException(_errors);
        }
    }

    /// <summary>Null when a mistake below was reported already, so that one slip gives one message.</summary>
    private RuleType? Check(Expression part)
    {
        var type = part switch
        {
            NumberLiteral number => number.Is,
            TextLiteral => new RuleType(RuleKind.Text),
            DateLiteral => Date,
            BoolLiteral => Bool,
            NameReference name => CheckName(name),
            NotExpression not => CheckCondition(not.Inner),
            Negation negation => CheckNumeric(negation.Inner),
            BinaryExpression binary => CheckBinary(binary),
            Membership member => CheckMembership(member),
            Beginning beginning => CheckBeginning(beginning),
            FunctionCall call => CheckCall(call),
            _ => throw new InvalidOperationException($"No check for {part.GetType().Name}."),
        };
        if (type is { } known)
        {
            part.Type = known;
        }
        return type;
    }

    private RuleType? CheckName(NameReference name)
    {
        if (_scope.Facts.Find(name.Name) is { } fact)
        {
            name.Fact = fact;
            return fact switch
            {
                { IsSeries: true } when !_scope.PerYear => Report("which-year", name, $"“{fact.Name}”每年一个数，这里没有说是哪一年。",
                    $"写成 最近({fact.Name})、历年合计({fact.Name})、历年最高({fact.Name})，或把这条写进“逐年”。"),
                { Columns: not null } => Report("list", name, $"“{fact.Name}”是清单，不能直接比较或计算。", $"写成 逐项合计({fact.Name}, 条件, 取值) 或 逐项计数({fact.Name}, 条件)。"),
                _ => fact.Type,
            };
        }
        if (_scope.PerYear && name.Name is "第几年" or "当年")
        {
            name.IsYearWord = true;
            return Number;
        }
        if (_scope.Parameters.GetValueOrDefault(name.Name) is { } parameter)
        {
            name.Parameter = parameter;
            if (parameter.On(_scope.On) is null)
            {
                return Report("parameter-date", name, $"参数“{name.Name}”在 {_scope.On:yyyy-MM-dd} 还没有取值。", "给参数补上更早的取值，或把规则的起始日期改晚。");
            }
            return parameter.Type;
        }
        var closest = NameSuggestion.Closest(name.Name, _scope.Facts.Facts.Select(f => f.Name).Concat(_scope.Parameters.Keys));
        return Report("name", name, $"没有叫“{name.Name}”的事实或参数。",
            closest is null ? "核对名称；词与词之间要留空格，文字要放在引号里。" : $"是否想写“{closest}”?词与词之间要留空格。");
    }

    private RuleType? CheckCondition(Expression part) => Check(part) switch
    {
        null => null,
        { Kind: RuleKind.Bool } type => type,
        { } other => Report("condition", part, $"这里要一个条件（是或否）,却是{other}。", "写成比较，例如“总投资 >= 1亿元”。"),
    };

    private RuleType? CheckNumeric(Expression part) => Check(part) switch
    {
        null => null,
        { IsNumeric: true } type => type,
        { } other => Report("numeric", part, $"{other}不能参加运算。", "只有金额、百分比、数量和数可以加减乘除。"),
    };

    private RuleType? CheckBinary(BinaryExpression binary)
    {
        switch (binary.Operator)
        {
            case TokenKind.And or TokenKind.Or:
                var (first, second) = (CheckCondition(binary.Left), CheckCondition(binary.Right));
                return first is null || second is null ? null : Bool;
            case TokenKind.Plus or TokenKind.Minus or TokenKind.CapAt or TokenKind.AtLeast:
                return CheckNumeric(binary.Left) is { } l && CheckNumeric(binary.Right) is { } r
                    ? l == r ? l : Mismatch(binary, l, r, "放在一起算")
                    : null;
            case TokenKind.Times:
                return CheckNumeric(binary.Left) is { } a && CheckNumeric(binary.Right) is { } b ? Product(binary, a, b) : null;
            case TokenKind.Divide:
                return CheckNumeric(binary.Left) is { } over && CheckNumeric(binary.Right) is { } under ? Quotient(binary, over, under) : null;
            default:
                return CheckComparison(binary);
        }
    }

    private RuleType? Product(BinaryExpression binary, RuleType a, RuleType b) => (a.Kind, b.Kind) switch
    {
        _ when a.Of(b) is { } whole => whole,
        _ when b.Of(a) is { } whole => whole,
        (RuleKind.Money, RuleKind.Money) => Report("money-times-money", binary, "两个金额不能相乘。", "其中一个应是百分比或数。"),
        (RuleKind.Money, _) or (_, RuleKind.Money) => new RuleType(RuleKind.Money),
        (RuleKind.Count, RuleKind.Count) => Number,
        (RuleKind.Count, _) => a,
        (_, RuleKind.Count) => b,
        (RuleKind.Percent, RuleKind.Percent) => a,
        (RuleKind.Percent, _) or (_, RuleKind.Percent) => Number,
        _ => Number,
    };

    private RuleType? Quotient(BinaryExpression binary, RuleType over, RuleType under) => (over.Kind, under.Kind) switch
    {
        var (a, b) when a == b && (a != RuleKind.Count || over == under) => Number,
        (RuleKind.Money or RuleKind.Count, RuleKind.Count) => over.Per(under),
        (_, RuleKind.Money) => Report("over-money", binary, $"{over}不能除以金额。", "被除数也应是金额。"),
        (RuleKind.Money or RuleKind.Count or RuleKind.Percent, _) => over,
        _ => Number,
    };

    private RuleType? CheckComparison(BinaryExpression binary)
    {
        if (ChoiceOf(binary.Left) is { } left && WordOf(binary.Right) is { } right)
        {
            Check(binary.Left);
            return CheckWord(left, right);
        }
        if (Check(binary.Left) is not { } a || Check(binary.Right) is not { } b)
        {
            return null;
        }
        if (a.Kind is RuleKind.Region or RuleKind.Tags && b.Kind == RuleKind.Text)
        {
            return Bool;
        }
        if (a != b)
        {
            return Mismatch(binary, a, b, "比较");
        }
        var ordered = binary.Operator is not (TokenKind.Equal or TokenKind.NotEqual);
        return ordered && !a.IsNumeric && a.Kind != RuleKind.Date
            ? Report("order", binary, $"{a}没有大小之分。", "改用“=”、“≠”或“属于”。")
            : Bool;
    }

    private Fact? ChoiceOf(Expression part) =>
        part is NameReference name && _scope.Facts.Find(name.Name) is { Type.Kind: RuleKind.Choice } fact ? fact : null;

    private NameReference? WordOf(Expression part) =>
        part is NameReference name && _scope.Facts.Find(name.Name) is null && !_scope.Parameters.ContainsKey(name.Name) ? name : null;

    private RuleType? CheckWord(Fact choice, NameReference word)
    {
        if (!choice.Choices.Contains(word.Name))
        {
            return Report("choice", word, $"“{choice.Name}”没有“{word.Name}”这个取值。", $"可用的取值：{string.Join("、", choice.Choices)}。");
        }
        (word.IsChoiceWord, word.Type) = (true, choice.Type);
        return Bool;
    }

    private RuleType? CheckMembership(Membership member)
    {
        if (Check(member.Inner) is not { } type)
        {
            return null;
        }
        if (member.Named is { } set)
        {
            return _scope.Sets.Names.Contains(set)
                ? type.Kind == RuleKind.Region ? Bool : Report("set-type", member.Inner, $"“{set}”是地区的集合，{type}不能属于它。", "前面写地区，例如“投资方地区”。")
                : Report("set", member, $"没有叫“{set}”的集合。", $"可用的集合：{string.Join("、", _scope.Sets.Names)}；逐个列出时写成 [甲, 乙]。");
        }
        var fine = true;
        foreach (var item in member.Items)
        {
            fine &= ChoiceOf(member.Inner) is { } choice && WordOf(item) is { } word
                ? CheckWord(choice, word) is not null
                : Check(item) is { } is_
                    && (is_ == type || (type.Kind is RuleKind.Region or RuleKind.Tags && is_.Kind == RuleKind.Text) || Mismatch(item, type, is_, "比较") is not null);
        }
        return fine ? Bool : null;
    }

    private RuleType? CheckBeginning(Beginning beginning) => Check(beginning.Inner) switch
    {
        null => null,
        { Kind: RuleKind.Text or RuleKind.Region or RuleKind.Tags } => Bool,
        { } other => Report("beginning", beginning.Inner, $"{other}没有“开头”。", "“以…开头”用于代码或文字，例如“行业代码”。"),
    };

    private RuleType? CheckCall(FunctionCall call)
    {
        if (RuleFunction.Find(call.Name) is not { } name)
        {
            return Report("function", call, $"没有叫“{call.Name}”的算法。", $"可用的：{string.Join("、", RuleFunction.All.Keys)}。");
        }
        if (RuleFunction.OverYears(name) || name is RuleFunction.ItemSum or RuleFunction.ItemCount)
        {
            return Counts(name, call, call.Arguments.Count) ? CheckGathering(name, call) : null;
        }
        var types = call.Arguments.Select(Check).ToList();
        var usage = RuleFunction.All[name].Usage;
        if (!Counts(name, call, types.Count) | types.Contains(null))
        {
            return null;
        }
        return name switch
        {
            RuleFunction.Known => Bool,
            RuleFunction.Year or RuleFunction.Month => Each(call, types, usage, Date) ? Number : null,
            RuleFunction.Later or RuleFunction.Earlier => Each(call, types, usage, Date) ? Date : null,
            RuleFunction.Tiers => Whole(call, types[0]!.Value),
            RuleFunction.Marginal => Marginal(call, types[0]!.Value),
            RuleFunction.If => types[0] is not { Kind: RuleKind.Bool }
                ? Report("condition", call.Arguments[0], $"“若”后面要一个条件（是或否），却是{types[0]}。", $"写成 {usage}。") : Alike(call, types.Skip(1), usage),
            RuleFunction.Years => Each(call, types, usage, Date) ? new RuleType(RuleKind.Count, "年") : null,
            RuleFunction.Full => types[0] is { IsNumeric: true } of && types[1] == of ? Number
                : Mismatch(call, types[0]!.Value, types[1]!.Value, "相除"),
            RuleFunction.Round => Rounded(call, types, usage),
            RuleFunction.Larger or RuleFunction.Smaller or RuleFunction.Sum or RuleFunction.Otherwise => Alike(call, types, usage),
            _ => Report("numeric", call, $"{types[0]}不能参加运算。", $"写成 {usage}。"),
        };
    }

    private bool Each(FunctionCall call, List<RuleType?> types, string usage, RuleType wanted)
    {
        var wrong = types.FindIndex(t => t != wanted);
        return wrong < 0 || Report("argument", call.Arguments[wrong], $"这里要{wanted}，却是{types[wrong]}。", $"写成 {usage}。") is not null;
    }

    private RuleType? Mismatch(Expression part, RuleType a, RuleType b, string verb)
    {
        var todo = (a.Kind, b.Kind) switch
        {
            (RuleKind.Money, RuleKind.Number) or (RuleKind.Number, RuleKind.Money) => "给数写上单位，例如 5000万元 或 1亿元。",
            (RuleKind.Percent, RuleKind.Number) or (RuleKind.Number, RuleKind.Percent) => "给数写上 %,例如 5%。",
            (RuleKind.Count, RuleKind.Number) => $"给数写上单位，例如 10{a.Unit}。",
            (RuleKind.Number, RuleKind.Count) => $"给数写上单位，例如 10{b.Unit}。",
            (RuleKind.Date, _) or (_, RuleKind.Date) => "日期只和日期比较，例如 2023-05-01;只比年份时用“年份(签约日期)”。",
            _ => "两边要是同一种值、同一个单位。",
        };
        return Report("mismatch", part, $"{a}和{b}不能{verb}。", todo);
    }

    private RuleType? Report(string code, Expression part, string what, string todo)
    {
        _errors.Add(new RuleError("rule." + code, source, part.At, part.Length, what, todo));
        return null;
    }
}
