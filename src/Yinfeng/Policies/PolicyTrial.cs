using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Changed rules tried on the worked cases and on typed facts: what is wrong with them, and each answer before and after.</summary>
/// <param name="Rows">Old and new answers; empty while there are mistakes.</param>
/// <param name="Problems">What of the typed facts or the cases could not be read.</param>
public sealed record PolicyTrial(IReadOnlyList<RuleError> Errors, IReadOnlyList<PolicyTrialRow> Rows, IReadOnlyList<string> Problems)
{
    /// <param name="facts">As an investor types them; empty for none.</param>
    /// <param name="today">The day of the question for facts that do not say theirs.</param>
    public static PolicyTrial Run(PolicyLibrary library, RegionNames regions, string policy, PolicyVersionFacts typed, string? facts, DateOnly today)
    {
        var after = typed.Source(policy, library);
        var errors = library.Check(after);
        if (!string.IsNullOrWhiteSpace(typed.From) && after.From is null)
        {
            errors = [.. errors, new RuleError("policy.from", new RuleSource("起用日期", 1, 1, typed.From), 0, typed.From.Length, "起用日期不是日期。", "写成 2026-01-01。")];
        }
        var (cases, problems) = PolicyCase.TryRead(after.Cases);
        if (errors.Count > 0)
        {
            return new(errors, [], problems);
        }
        // Without a day the changed rules are tried as if they had always been there.
        var (old, changed) = (new PolicyMatch(library, regions), new PolicyMatch(library.With(after with { From = after.From ?? DateOnly.MinValue }), regions));
        try
        {
            var rows = cases.Select(c => OfCase(c, after.From, old, changed)).ToList();
            if (string.IsNullOrWhiteSpace(facts))
            {
                return new([], rows, problems);
            }
            var (row, wrong) = PolicyFactsText.Read(facts);
            var on = after.From is { } first && first > today ? first : today;
            return new([], [.. OfFacts(row, policy, on, old, changed), .. rows], [.. problems, .. wrong]);
        }
        catch (RuleException others)
        {
            return new(others.Errors, [], problems); // Another policy quotes what was taken out.
        }
    }

    /// <summary>The case asked on the day from which the changed rules hold, as if the project were signed then.</summary>
    private static PolicyTrialRow OfCase(PolicyCase one, DateOnly? day, PolicyMatch old, PolicyMatch changed)
    {
        var (row, _) = PolicyFactsJson.Read(one.Facts);
        if (day is { } moved && row.Has(PolicyFacts.SignedOn))
        {
            row.Set(PolicyFacts.SignedOn, new LedgerDate(moved));
        }
        return new(one.Question, one.Id, day ?? one.On, Found(old), Found(changed));
        PolicyResult? Found(PolicyMatch match) =>
            match.Run(row, day ?? one.On, explain: false).FirstOrDefault(r => r.Policy.Source == one.File && r.Article == one.Article);
    }

    private static List<PolicyTrialRow> OfFacts(FactRow row, string policy, DateOnly on, PolicyMatch old, PolicyMatch changed)
    {
        var (before, after) = (Of(old), Of(changed));
        return [.. after.Keys.Union(before.Keys).Select(a => new PolicyTrialRow("填写的情况：" + (after.GetValueOrDefault(a) ?? before[a]).Name, a, on,
            before.GetValueOrDefault(a), after.GetValueOrDefault(a)))];
        Dictionary<string, PolicyResult> Of(PolicyMatch match) =>
            match.Run(row, on, explain: false).Where(r => r.Policy.Id == policy && r.IsAward).ToDictionary(r => r.Article);
    }
}

/// <param name="What">The question of the case, or the clause asked for typed facts.</param>
/// <param name="Which">The case, or the article.</param>
public sealed record PolicyTrialRow(string What, string Which, DateOnly On, PolicyResult? Before, PolicyResult? After)
{
    public bool Differs => Told(Before) != Told(After);

    public static string Told(PolicyResult? result) => result is null ? "没有这一条" : $"{PolicyLines.Word(result.Answer)} {PolicyLines.Amount(result)}".TrimEnd();
}
