using Yinfeng.Rules;

namespace Yinfeng.Tests.Rules;

/// <summary>The batch executor answers as the scalar one does, and as the explanation says, on random rules and facts.</summary>
public class BatchAgreementTests
{
    private static readonly DateOnly On = new(2025, 6, 30);
    private static readonly int[] Sizes = [1, 63, 64, 65, 300, 4096, 4133];

    [Fact]
    public void TotalsAndMatches_RandomRulesAndFacts_AreThoseOfTheScalarExecutor()
    {
        var seeds = Environment.GetEnvironmentVariable("YINFENG_SOAK") == "1" ? 20_000 : 60;
        var (asked, again) = (0, new BatchMatches());
        for (var seed = 0; seed < seeds; seed++)
        {
            asked += Agree(seed, Sizes[seed % Sizes.Length], null, again);
            asked += Agree(seed, Sizes[seed % 5], (2020 + (seed % 7), seed % 4), again);
        }
        Assert.True(asked > seeds * 100);
    }

    [Theory]
    [InlineData("销售收入 > 1万元", true)]
    [InlineData("第几年 <= 3", true)]
    [InlineData("年度值(销售收入, 当年 - 1) > 1万元", true)]
    [InlineData("首年(销售收入 > 上年(销售收入)) = 2023 且 末年(销售收入) = 2024", false)]
    public void Plan_OfAPerYearRule_WantsToKnowTheYear(string rule, bool asks)
    {
        var policy = new BatchPolicy(ConditionRule.Parse(RuleOperatorTests.Source(rule), new RuleScope(RandomRules.Schema, On) { PerYear = true }), null);
        var table = new BatchTableBuilder(RandomRules.Schema).Build();

        Assert.Equal(asks, Record.Exception(() => new BatchPlan(table, [policy])) is ArgumentException);
        Assert.Empty(new BatchPlan(table, [policy], year: (2024, 1)).Possible()[0]);
    }

    /// <param name="year">For rules that are asked per year: which one, and the how many-eth of the award.</param>
    private static int Agree(int seed, int size, (int Year, int Index)? year, BatchMatches again)
    {
        var random = new RandomRules(seed, year is not null);
        var scope = new RuleScope(RandomRules.Schema, On) { PerYear = year is not null };
        var missing = seed % 3 * 0.1;
        var rows = Enumerable.Range(0, size).Select(_ => random.Facts(missing)).ToArray();
        foreach (var row in rows)
        {
            (row.Year, row.YearIndex) = year ?? (0, 0);
        }
        var texts = Enumerable.Range(0, 12).Select(_ => (Condition: random.Condition(), Amount: random.Amount())).ToArray();
        var policies = texts.Select(t => new BatchPolicy(
            ConditionRule.Parse(RuleOperatorTests.Source(t.Condition), scope), NumberRule.Parse(RuleOperatorTests.Source(t.Amount), scope, RuleKind.Money)))
            .ToArray();
        var builder = new BatchTableBuilder(RandomRules.Schema);
        foreach (var row in rows)
        {
            builder.Add(row);
        }
        var together = seed % 2 == 0 ? new[] { RandomRules.Schema.Find("地区")!, RandomRules.Schema.Find("行业代码")! } : [];
        var plan = new BatchPlan(builder.Build(together), policies, year: year);

        var totals = plan.Totals();
        var matches = plan.Matches(again).Runs.SelectMany(r => r.Subjects.Zip(r.Fen, (subject, fen) => (r.Policy, Subject: subject, Fen: fen)))
            .ToLookup(m => m.Policy);

        AgreeOneByOne(seed, policies, rows);
        for (var policy = 0; policy < policies.Length; policy++)
        {
            var (expected, pairs) = Scalar(policies[policy], rows);
            var of = $"seed {seed}, {size} rows: {texts[policy].Condition} gives {texts[policy].Amount}";
            Assert.True(expected == totals[policy], $"{of}: scalar {expected}, batch {totals[policy]}");
            Assert.True(pairs.SequenceEqual(matches[policy].Select(m => (m.Subject, m.Fen)).Order()), of);
        }
        return size * policies.Length;
    }

    private static (BatchTotal Total, List<(int Subject, long Fen)> Pairs) Scalar(BatchPolicy policy, FactRow[] rows)
    {
        var (total, pairs) = (new BatchTotal(), new List<(int, long)>());
        for (var i = 0; i < rows.Length; i++)
        {
            var answer = policy.Condition.Ask(rows[i]);
            var amount = answer == Truth.Yes ? policy.Amount!.Compute(rows[i]) : null;
            if (i % 97 == 0)
            {
                Assert.Equal(answer, policy.Condition.Explain(rows[i]).Truth);
                Assert.Equal(policy.Amount!.Compute(rows[i]), Explained(policy.Amount, rows[i]));
            }
            var fen = amount is { } a ? (long)decimal.Round(a, 0, MidpointRounding.AwayFromZero) : FactRow.Missing;
            total = new BatchTotal(total.Yes + (answer == Truth.Yes ? 1 : 0), total.Unknown + (answer == Truth.Unknown ? 1 : 0),
                total.WithoutAmount + (answer == Truth.Yes && amount is null ? 1 : 0), total.Fen + (amount is null ? 0 : fen));
            if (answer == Truth.Yes)
            {
                pairs.Add((i, fen));
            }
        }
        return (total, pairs);
    }

    private static void AgreeOneByOne(int seed, BatchPolicy[] policies, FactRow[] rows)
    {
        var one = new OneAgainstAll(RandomRules.Schema, policies);
        Span<ulong> yes = stackalloc ulong[one.Words];
        Span<ulong> possible = stackalloc ulong[one.Words];
        var matches = new BatchMatch[one.Policies];
        var explained = new ExplainAll(policies);
        foreach (var (row, i) in rows.Take(500).Select((r, i) => (r, i)))
        {
            explained.Ask(row);
            one.Ask(row, yes, possible);
            var amounts = matches[..one.Match(row, matches)].ToDictionary(m => m.Policy, m => m.Fen);
            for (var policy = 0; policy < policies.Length; policy++)
            {
                var (bit, rule) = (1UL << policy, policies[policy]);
                var answer = (yes[0] & bit) != 0 ? Truth.Yes : (possible[0] & bit) != 0 ? Truth.Unknown : Truth.No;
                Assert.True(rule.Condition.Ask(row) == answer, $"seed {seed}: {rule.Condition.Source.Text} is not {answer}");
                var fen = rule.Amount!.Compute(row) is { } a ? (long)decimal.Round(a, 0, MidpointRounding.AwayFromZero) : FactRow.Missing;
                Assert.Equal((answer, rule.Amount.Compute(row)), (explained.Answer(policy), explained.Amount(policy)));
                if (i % 50 == 0)
                {
                    Assert.Equal(rule.Amount.Explain(row), explained.AmountSteps(policy));
                }
                Assert.True(answer != Truth.Yes || amounts[policy] == fen, $"seed {seed}: {rule.Amount.Source.Text} is not {fen}");
            }
        }
    }

    /// <summary>The last step; a rule that is a constant has none.</summary>
    private static decimal? Explained(NumberRule rule, FactRow row) =>
        rule.Explain(row) is [.., var whole] ? whole.Value : rule.Compute(row);
}
