using System.Globalization;
using YamlDotNet.Core;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Changed rules tried on the worked cases: what is wrong with them, and each answer before and after.</summary>
/// <param name="Rows">Old and new answer of each case; empty while there are mistakes.</param>
public sealed record PolicyTrial(IReadOnlyList<RuleError> Errors, IReadOnlyList<PolicyTrialRow> Rows)
{
    public static PolicyTrial Run(PolicyLibrary library, PolicyMatch match, RegionNames regions, Policy policy, string yaml, string from)
    {
        var source = library.Sources.Last(s => s.Id == policy.Id && s.Shipped);
        var errors = PolicyCheck.Check(source.File, yaml, source.Text);
        DateOnly? day = null;
        if (from.Trim().Length > 0)
        {
            if (!DateOnly.TryParseExact(from.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            {
                errors = [.. errors, new RuleError("policy.from", new RuleSource("起用日期", 1, 1, from), 0, Math.Max(1, from.Length), "起用日期不是日期。", "写成 2026-01-01。")];
            }
            day = parsed;
        }
        if (errors.Count > 0)
        {
            return new(errors, []);
        }
        var changed = new PolicyMatch(new PolicyLibrary([.. library.Sources, source with { Yaml = yaml, From = day ?? DateOnly.MinValue, Shipped = false }]), regions);
        return new([], [.. CasesOf(source).Select(c => new PolicyTrialRow(c, day ?? c.On, Ask(match, c, day), Ask(changed, c, day)))]);
    }

    /// <summary>None where the file cannot be read.</summary>
    public static IReadOnlyList<PolicyCase> CasesOf(PolicySource source)
    {
        try
        {
            return source.Cases is { } cases ? PolicyCase.Read(cases) : [];
        }
        catch (YamlException)
        {
            return []; // PolicyLibraryTests reads every shipped file; an office's own cases are checked when they are handed in.
        }
    }

    /// <summary>The case asked on the day from which the changed rules hold, as if the project were signed then.</summary>
    private static PolicyResult? Ask(PolicyMatch match, PolicyCase one, DateOnly? day)
    {
        var (row, _) = PolicyFactsJson.Read(one.Facts);
        if (day is { } on && row.Has(PolicyFacts.SignedOn))
        {
            row.Set(PolicyFacts.SignedOn, new Kernel.LedgerDate(on));
        }
        return match.Run(row, day ?? one.On, explain: false).FirstOrDefault(r => r.Policy.Source == one.File && r.Article == one.Article);
    }
}

public sealed record PolicyTrialRow(PolicyCase Case, DateOnly On, PolicyResult? Before, PolicyResult? After)
{
    public bool Differs => Told(Before) != Told(After);

    public static string Told(PolicyResult? result) => result is null ? "没有这一条" : $"{PolicyLines.Word(result.Answer)} {PolicyLines.Amount(result)}".TrimEnd();
}
