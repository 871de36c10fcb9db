using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Reads one entry of a policy file: a clause, an exclusion or a note; and checks it against the document.</summary>
internal sealed class PolicyClauseReader(PolicyText? text, RuleScope scope, List<RuleError> errors, HashSet<string> covered)
{
    private static readonly string[] ItemKeys = ["名称", "条款", "引文", "条件", "金额", "幅度", "逐年", "分年", "分阶段", "一次性", "一事一议", "读法", "摘引"];
    private readonly RuleScope _perYear = scope with { PerYear = true };

    public PolicyClause Clause(RuleEntry entry)
    {
        entry.Only([.. ItemKeys, "条目", "内容", "事由日期", "按年度", "地区", "各项", "各项取", "并见"]);
        var clause = entry.Required("条款");
        Cover(clause);
        var items = entry.Entries("各项");
        var own = Item(entry, clause.Text, null, isWhole: items.Count > 0);
        var also = entry.Entry("并见");
        also?.Only("条件", "条款", "引文");
        return new PolicyClause
        {
            Article = (entry.Optional("条目") ?? clause).Text, Name = entry.Optional("名称")?.Text ?? clause.Text, Subject = entry.Optional("内容")?.Text,
            Events = Dates(entry, "事由日期"), Yearly = Flag(entry, "按年度"), RegionId = entry.Has("地区") ? entry.Whole("地区") : null,
            HighestOnly = entry.Has("各项取") && entry.Word("各项取", ("最高", true), ("合计", false)),
            AlsoWhen = also is null ? null : Condition(also.Required("条件")), AlsoClause = also is null ? null : Cover(also.Required("条款")),
            AlsoQuote = also?.Optional("引文") is { } quote ? Quote(quote) : null, Line = clause.Line,
            Items = items.Count == 0 ? [own] : [.. items.Select(i => Item(i, clause.Text, own, isWhole: false))],
        };
    }

    public PolicyExclusion? Exclusion(RuleEntry entry)
    {
        entry.Only("不适用", "条款", "引文", "条件");
        var (clause, quote) = (Cover(entry.Required("条款")), Quote(entry.Required("引文")));
        return Condition(entry.Required("条件")) is { } when ? new PolicyExclusion(clause, quote, when) : null;
    }

    public PolicyNote Note(RuleEntry entry)
    {
        entry.Only("说明", "性质", "理由");
        return new PolicyNote(Cover(entry.Required("说明")), entry.Required("性质").Text, entry.Required("理由").Text);
    }

    /// <summary>Says that a rule stands for the clause, and that the document has it.</summary>
    public string Cover(RuleSource article)
    {
        if (text is not null && text.Clauses.Count > 0)
        {
            if (text.Find(article.Text) is { } found)
            {
                covered.Add(found);
            }
            else
            {
                Report("policy.rule-without-clause", article, $"正文里没有条款“{article.Text}”。", "核对条款号，写法与正文一致，例如 第2条第1款。");
            }
        }
        return article.Text;
    }

    public string Quote(RuleSource quote)
    {
        if (text is not null && !text.Has(quote.Text))
        {
            Report("policy.quote", quote, $"正文里没有这句话：“{quote.Text}”。", "照正文逐字抄，连其中的空格；不跨行。");
        }
        return quote.Text;
    }

    /// <summary>The dates an entry names; null when it does not.</summary>
    public IReadOnlyList<Fact>? Dates(RuleEntry entry, string key)
    {
        if (!entry.Has(key))
        {
            return null;
        }
        var dates = new List<Fact>();
        foreach (var name in entry.Mixed(key).Select(m => m.Text).OfType<RuleSource>())
        {
            if (scope.Facts.Find(name.Text) is { Type.Kind: RuleKind.Date } fact)
            {
                dates.Add(fact);
            }
            else
            {
                Report("rule.name", name, $"没有叫“{name.Text}”的日期。",
                    $"可用的：{string.Join("、", scope.Facts.Facts.Where(f => f.Type.Kind == RuleKind.Date).Select(f => f.Name))}。");
            }
        }
        return dates;
    }

    private PolicyItem Item(RuleEntry entry, string clause, PolicyItem? whole, bool isWhole)
    {
        if (whole is not null)
        {
            entry.Only(ItemKeys);
        }
        var readings = entry.Entries("读法");
        var item = new PolicyItem(entry.Optional("名称")?.Text, whole is null ? clause : entry.Optional("条款")?.Text ?? clause,
            entry.Optional("引文") is { } quote ? Quote(quote) : whole?.Quote, [.. whole?.Conditions ?? [], .. Conditions(entry)], Award(entry),
            [.. readings.Select(Reading)]);
        if (readings.Count == 1)
        {
            Report("policy.reading", readings[0].Required("读法"), "只有一种读法。", "补上另一种读法；没有歧义就不写“读法”。");
        }
        if (readings.Count > 1 && readings.Select(Told).Distinct(StringComparer.Ordinal).Count() < readings.Count)
        {
            Report("policy.reading", readings[1].Required("读法"), "两种读法没有差别：条件和金额都一样。", "写出它们不同的条件或金额；没有歧义就不写“读法”。");
        }
        Unreachable(item.Conditions);
        if (!isWhole && item.Quote is null && text is not null)
        {
            Report("policy.quote", entry.Place, "这一条没有引文。", "补上“引文: …”，照正文抄一小段，不超过 30 个字。");
        }
        return item;
    }

    private static string Told(RuleEntry reading) => string.Join("|", new[] { "条件", "金额", "分年", "一事一议" }.SelectMany(k => reading.Mixed(k).Select(m => k + (m.Text ?? m.Entry!.Required("规则")).Text))
        .Concat(reading.Entry("逐年") is { } yearly ? new[] { "起", "年数", "条件", "金额" }.Select(k => k + yearly.Optional(k)?.Text) : []));

    private PolicyReading Reading(RuleEntry entry)
    {
        entry.Only(["读法", .. ItemKeys]);
        var award = Award(entry);
        return new PolicyReading(entry.Required("读法").Text, Conditions(entry), award == Policies.Award.None ? null : award);
    }

    private List<PolicyCondition> Conditions(RuleEntry entry, string key = "条件")
    {
        var conditions = new List<PolicyCondition>();
        foreach (var (plain, detailed) in entry.Mixed(key))
        {
            detailed?.Only("规则", "引文", "条款");
            if (Condition(plain ?? detailed!.Required("规则")) is { } rule)
            {
                conditions.Add(new PolicyCondition(rule, detailed?.Optional("条款")?.Text, detailed?.Optional("引文") is { } quote ? Quote(quote) : null));
            }
        }
        return conditions;
    }

    private Award Award(RuleEntry entry)
    {
        var (range, yearly) = (entry.Entry("幅度"), entry.Entry("逐年"));
        var stages = entry.List("分阶段").Select(s => Constant(s)).ToList();
        if (stages.Count > 0 && stages.Sum() != 1)
        {
            Report("policy.stages", entry.List("分阶段")[0], $"各阶段合计 {stages.Sum() * 100:0.##}%，不是 100%。", "核对各阶段的比例。");
        }
        range?.Only("比例", "低", "高");
        var rate = range is null ? null : Rate(range.Required("比例"));
        if (!entry.Has("金额") && range is null && yearly is null && !entry.Has("分年") && stages.Count == 0 && !entry.Has("摘引"))
        {
            return Policies.Award.None;
        }
        var (low, high) = range is null ? (0, 0) : (Constant(range.Required("低")), Constant(range.Required("高")));
        if (range is not null && low >= high)
        {
            Report("policy.range", range.Required("低"), "幅度的低值不小于高值。", "核对两个比例，是否写反。");
        }
        return new Award
        {
            Amount = entry.Optional("金额") is { } amount ? Number(amount, RuleKind.Money) : null,
            Yearly = yearly is null ? null : Yearly(yearly), Rate = rate, Low = low, High = high,
            Parts = [.. entry.List("分年").Select(p => Number(p, RuleKind.Money)).OfType<NumberRule>()],
            Stages = stages,
            CaseByCase = entry.Optional("一事一议") is { } settled ? Condition(settled) : null,
            AtOnce = entry.Optional("一次性") is { } once ? Condition(once) : null, Quotes = Conditions(entry, "摘引"),
        };
    }

    private YearlyAward? Yearly(RuleEntry entry)
    {
        entry.Only("起", "年数", "条件", "金额");
        var amount = Number(entry.Required("金额"), RuleKind.Money, _perYear);
        return amount is null ? null : new YearlyAward(entry.Optional("起") is { } first ? Number(first, RuleKind.Number) : null,
            entry.Has("年数") ? (int)entry.Whole("年数") : null, entry.Optional("条件") is { } condition ? Condition(condition, _perYear) : null, amount);
    }

    private Fact? Rate(RuleSource name)
    {
        if (scope.Facts.Find(name.Text) is { Type.Kind: RuleKind.Percent } rate)
        {
            return rate;
        }
        Report("rule.name", name, $"没有叫“{name.Text}”的百分比。", "写“奖励比例”。");
        return null;
    }

    private decimal Constant(RuleSource source) => Number(source, RuleKind.Percent) is { Facts.Count: 0 } fixedRate && source.Text.Length < 20
        ? fixedRate.Compute(new FactRow(PolicyFacts.Known)) ?? 0 : 0;

    /// <summary>Conditions of one item together: what one asks for, another may rule out.</summary>
    private void Unreachable(IReadOnlyList<PolicyCondition> conditions)
    {
        if (conditions.FirstOrDefault(c => c.Rule.NeverHolds) is { } never)
        {
            Report("policy.unreachable", never.Rule.Source, "这个条件永远不会成立。", "核对两端的数，是否写反；不用的条款改为“说明”。");
        }
        else if (conditions.Count > 1 && ConditionRule.Never(conditions.Select(c => c.Rule)))
        {
            Report("policy.unreachable", conditions[^1].Rule.Source, "这一项的几个条件不可能同时成立。", "核对各条件里的数，是否与上一层的条件相反。");
        }
    }

    private ConditionRule? Condition(RuleSource source, RuleScope? within = null) => Parsed(() => ConditionRule.Parse(source, within ?? scope));

    private NumberRule? Number(RuleSource source, RuleKind kind, RuleScope? within = null) => Parsed(() => NumberRule.Parse(source, within ?? scope, kind));

    /// <summary>Collects the mistakes, so that one reading names all of a file.</summary>
    private T? Parsed<T>(Func<T> parse) where T : class
    {
        try
        {
            return parse();
        }
        catch (RuleException wrong)
        {
            errors.AddRange(wrong.Errors);
            return null;
        }
    }

    private static bool Flag(RuleEntry entry, string key) => entry.Has(key) && entry.Word(key, ("是", true), ("否", false));

    private void Report(string code, RuleSource at, string what, string todo) =>
        errors.Add(new RuleError(code, at, 0, Math.Max(1, at.Text.Length), what, todo));
}
