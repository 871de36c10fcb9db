using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Answers every article of every policy for one set of facts.</summary>
public sealed class PolicyMatch(PolicyLibrary library, RegionNames regions)
{
    /// <summary>The article under which a document answers for all of its clauses.</summary>
    public const string Whole = "全文";
    private const int LongestQuote = 30;

    /// <param name="on">The day of the question.</param>
    /// <param name="explain">With every step of the reasoning.</param>
    public IReadOnlyList<PolicyResult> Run(FactRow row, DateOnly on, bool explain)
    {
        row.Set(PolicyFacts.AskedOn, new LedgerDate(on));
        var results = library.For(EventOf(row, on)).SelectMany(p => Of(p, row, on, explain)).ToList();
        return [.. results.Select(r => WithRepealed(r, row, on))];
    }

    /// <summary>The articles of one policy, in the order of the document; then those about all others, and the whole.</summary>
    public IReadOnlyList<PolicyResult> Of(Policy policy, FactRow row, DateOnly on, bool explain)
    {
        row.Set(PolicyFacts.AskedOn, new LedgerDate(on));
        var judge = new ClauseJudge(row, policy, regions, on, explain);
        var awards = policy.Clauses.Select(c => (Clause: c, Found: judge.Ask(c))).ToList();
        var whole = new WholeJudge(row, policy, judge);
        var general = policy.General.Concat(policy.Exclusions.Select(e => e.Clause)).Concat(policy.EndClause is { } end ? [end] : []).Distinct()
            .Except(policy.Clauses.Select(c => c.Article));
        return
        [
            .. awards.Select(a => PolicyResult.Of(policy, a.Clause.Article, a.Clause.Name, a.Found) with { Subject = a.Clause.Subject }),
            .. general.Select(g => PolicyResult.Of(policy, g, "适用范围", whole.Ask(awards, asWhole: false)) with { IsAward = false }),
            .. policy.Notes.Where(n => policy.Clauses.All(c => c.Article != n.Clause))
                .Select(n => PolicyResult.Of(policy, n.Clause, n.Nature, Of(n, policy)) with { IsAward = false }),
            PolicyResult.Of(policy, Whole, policy.Name, whole.Ask(awards, asWhole: true)) with { IsAward = false },
        ];
    }

    /// <summary>A clause that gives no award, in its own first words.</summary>
    private static Finding Of(PolicyNote note, Policy policy)
    {
        var line = policy.Text is { } text && text.Clauses.FirstOrDefault(c => c.Id == text.Find(note.Clause)) is { Id: not null } at ? text.Lines[at.Line] : null;
        return new Finding(Truth.No, note.Clause, line?[..Math.Min(LongestQuote, line.Length)]) { Steps = [new MatchStep(note.Nature, note.Why, note.Clause)] };
    }

    /// <summary>One award clause alone.</summary>
    internal PolicyResult Award(Policy policy, PolicyClause clause, FactRow row, DateOnly on, bool explain)
    {
        row.Set(PolicyFacts.AskedOn, new LedgerDate(on));
        var found = new ClauseJudge(row, policy, regions, on, explain).Ask(clause);
        return WithRepealed(PolicyResult.Of(policy, clause.Article, clause.Name, found) with { Subject = clause.Subject }, row, on);
    }

    /// <summary>By the day a project was signed: it keeps the rules that held then.</summary>
    internal static DateOnly EventOf(FactRow row, DateOnly on) => row.Date(PolicyFacts.SignedOn) is { } signed ? signed.Earliest : on;

    /// <summary>A repealed document that would have given more is not compared under 就高不重复: the answer names the clause that repealed it.</summary>
    private PolicyResult WithRepealed(PolicyResult result, FactRow row, DateOnly on)
    {
        if (result is not { Answer: PolicyAnswer.Yes, Fen: { } fen, Subject: { } subject, Policy: { Repeals.Count: > 0, EndClause: { } end } policy })
        {
            return result;
        }
        foreach (var old in policy.Repeals.Select(id => library.Find(id, on)).OfType<Policy>())
        {
            var judge = new ClauseJudge(row, old, regions, on, explain: false, ignoreForce: true);
            if (old.Clauses.Where(c => c.Subject == subject).Select(judge.Ask).FirstOrDefault(f => f.Answer == Truth.Yes && f.Fen > fen) is { } more)
            {
                var step = new MatchStep($"{old.Name}（{more.Clause}）{RuleStep.Show(more.Fen, new(RuleKind.Money))}", "已废止，不比较", end);
                return result with { Clause = $"{result.Clause}（{end}）", Steps = [.. result.Steps, step] };
            }
        }
        return result;
    }
}
