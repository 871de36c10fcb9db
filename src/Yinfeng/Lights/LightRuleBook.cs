using System.Collections.Concurrent;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>The rules in force for one unit on one day; null where none is.</summary>
/// <param name="Limits">By stage.</param>
internal sealed record RulesInForce(LightRule? Plan, LightRule? Report, LightRule? Progress, LightRule?[] Limits)
{
    /// <summary>Of what meetings decided on projects.</summary>
    public LightRule? Resolution { get; init; }

    /// <summary>Every rule with the day it holds from, in one line.</summary>
    public string Version => string.Join("；", new[] { Plan, Report, Resolution, Progress }.OfType<LightRule>().Select(r => $"{r.Name} {r.Id}"));
}

/// <summary>All versions of all light rules: the product's, then the office's own from <c>rules/lights.yaml</c> in its data folder.</summary>
public sealed class LightRuleBook
{
    private readonly IReadOnlyList<LightRule> _rules;
    private readonly ConcurrentDictionary<(UnitTree Tree, DateOnly Day), RulesInForce[]> _made = new();

    /// <exception cref="RuleException">A file has mistakes; the message names each with line and column.</exception>
    public LightRuleBook(Database database, IndicatorCatalog catalog)
        : this([Path.Combine(AppFolders.Rules, "lights.yaml"), Path.Combine(database.DataFolder, "rules", "lights.yaml")], catalog) { }

    internal LightRuleBook(IEnumerable<string> paths, IndicatorCatalog catalog)
    {
        string[] files = [.. paths.Where(File.Exists)];
        _rules = [.. files.SelectMany(LightRuleFile.Read)];
        Text = string.Join("\n", files.Select(File.ReadAllText));
        Known(catalog);
        var bit = 0;
        foreach (var rule in _rules.Where(r => r.Condition is not null))
        {
            rule.Bit = bit < 64 ? bit++ : throw new DataRefusedException("红绿灯规则中带“条件”的版本超过 64 条。请合并后重试。");
        }
    }

    /// <summary>The files as read, for whoever must keep them.</summary>
    public string Text { get; }

    /// <summary>Versions whose condition must be asked of every project.</summary>
    internal IEnumerable<LightRule> Conditional => _rules.Where(r => r.Bit >= 0);

    /// <summary>Every version ever, for the page that shows how a rule changed.</summary>
    internal IEnumerable<LightRule> All => _rules;

    /// <summary>What is in force on a day for each unit, by slot of the tree: a unit's own version before those of the units above it,
    /// and those before the general one.</summary>
    internal RulesInForce[] For(UnitTree tree, DateOnly day)
    {
        // Days without a change between them share one answer.
        var since = _rules.Select(r => r.ValidFrom).Where(d => d <= day).DefaultIfEmpty(DateOnly.MinValue).Max();
        if (_made.Count > 64)
        {
            _made.Clear();
        }
        return _made.GetOrAdd((tree, since), key => Make(key.Tree, key.Day));
    }

    /// <summary>The rules that hold for a unit on a day, in the order of the file.</summary>
    internal IReadOnlyList<LightRule> InForce(UnitTree tree, UnitNode unit, DateOnly day)
    {
        var rules = For(tree, day)[unit.First];
        return [.. new[] { rules.Plan, rules.Report, rules.Resolution, rules.Progress }.Concat(rules.Limits).OfType<LightRule>().Distinct()];
    }

    private RulesInForce[] Make(UnitTree tree, DateOnly day)
    {
        var codes = _rules.Select(r => r.Code).Distinct().ToList();
        var general = new RulesInForce(null, null, null, new LightRule?[Enum.GetValues<ProjectStage>().Length]);
        general = codes.Aggregate(general, (known, code) => With(known, Latest(code, null, day)));
        var own = _rules.Select(r => r.UnitCode).OfType<string>().Distinct().ToDictionary(c => c, c => codes.Select(code => Latest(code, c, day)).OfType<LightRule>().ToList());
        var made = new RulesInForce[tree.InOrder.Count];
        foreach (var node in tree.InOrder) // Parents first.
        {
            var above = node.ParentId is { } parent ? made[tree.Find(parent)!.First] : general;
            made[node.First] = own.TryGetValue(node.Code, out var rules) ? rules.Aggregate(above, With) : above;
        }
        return made;
    }

    private LightRule? Latest(string code, string? unit, DateOnly day) =>
        _rules.Where(r => r.Code == code && r.UnitCode == unit && r.ValidFrom <= day).OrderBy(r => r.ValidFrom).LastOrDefault(); // Of one day, the office's own.

    private static RulesInForce With(RulesInForce known, LightRule? rule)
    {
        switch (rule?.Kind)
        {
            case null: return known;
            case LightRuleKind.Plan: return known with { Plan = rule };
            case LightRuleKind.Report: return known with { Report = rule };
            case LightRuleKind.Progress: return known with { Progress = rule };
            case LightRuleKind.Resolution: return known with { Resolution = rule };
            default:
                LightRule?[] limits = [.. known.Limits];
                for (var stage = 0; stage < limits.Length; stage++)
                {
                    limits[stage] = rule.SpeaksOf((ProjectStage)stage) ? rule : limits[stage];
                }
                return known with { Limits = limits };
        }
    }

    private void Known(IndicatorCatalog catalog)
    {
        var unknown = _rules.SelectMany(r => r.Assessed ?? (IEnumerable<string>)[]).FirstOrDefault(c => catalog.Find(c) is null);
        if (unknown is not null)
        {
            throw new DataRefusedException($"红绿灯规则的“考核指标”中没有指标“{unknown}”。可用的指标：{string.Join("、", catalog.Codes)}。");
        }
    }
}
