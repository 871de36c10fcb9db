using System.Globalization;
using System.Text.RegularExpressions;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Everything that stands in the way of a version: mistakes in its rules, cases that are not met, dates.</summary>
internal static partial class PolicyVersionCheck
{
    public const int LongestYaml = 400_000, LongestWhy = 1_000;
    private static readonly string[] Taken = ["new", "versions", "match", "letter", "export", "facts", "entitled", "of-project"];

    /// <summary>What no version may be without, draft or not.</summary>
    public static IEnumerable<Unmet> Shape(string policy, PolicyVersionFacts typed)
    {
        if (!Id().IsMatch(policy) || Taken.Contains(policy))
        {
            yield return new("policy.id", "yaml", $"政策代号“{policy}”不能用。规则第一条写“- 政策: 代号”，代号用小写字母、数字和连字符，如 dezhou-2022-incentive。");
        }
        foreach (var (field, text, name) in new[] { ("yaml", typed.Yaml, "规则"), ("text", typed.Text, "正文"), ("cases", typed.Cases, "用例") })
        {
            if (text?.Length > LongestYaml)
            {
                yield return new("policy.long", field, $"{name}有 {text.Length} 个字，最多 {LongestYaml} 个。请核对是否贴错了文件。");
            }
        }
        if (typed.Why?.Length > LongestWhy)
        {
            yield return new("policy.long", "why", $"修改理由有 {typed.Why.Length} 个字，最多 {LongestWhy} 个，请精简。");
        }
        if (typed.From?.Length > 40)
        {
            yield return new("policy.from", "from", "起用日期写成 2026-01-01。");
        }
    }

    /// <summary>What a version must meet to be put in force.</summary>
    /// <param name="policy">The code under which it is kept.</param>
    public static IReadOnlyList<Unmet> Unmet(PolicyLibrary library, RegionNames regions, string policy, PolicyVersionFacts typed)
    {
        var unmet = Shape(policy, typed).ToList();
        if (string.IsNullOrWhiteSpace(typed.Why))
        {
            unmet.Add(new("policy.why", "why", "请写明为什么改、依据哪个文件。"));
        }
        var isNew = library.Sources.All(s => s.Id != policy);
        if (PolicyVersion.Day(typed.From) is null && (!isNew || !string.IsNullOrWhiteSpace(typed.From)))
        {
            unmet.Add(new("policy.from", "from", "请写明从哪一天起用新规则，写成 2026-01-01。"));
        }
        else if (library.Sources.Any(s => s.Id == policy && s.From == PolicyVersion.Day(typed.From)))
        {
            unmet.Add(new("policy.from", "from", $"已有一版从 {typed.From} 起用。请改起用日期，或先撤回那一版。"));
        }
        var source = typed.Source(policy, library);
        var errors = library.Check(source);
        unmet.AddRange(errors.Select(e => new Unmet("policy.rule", "yaml", string.Create(CultureInfo.InvariantCulture, $"第 {e.Line} 行第 {e.Column} 列：{e.What}{e.Do}"))));
        if (errors.Count == 0)
        {
            unmet.AddRange(Met(library, regions, source));
        }
        return unmet;
    }

    /// <summary>The cases of a version, asked of the library as it would be.</summary>
    private static IEnumerable<Unmet> Met(PolicyLibrary library, RegionNames regions, PolicySource source)
    {
        if (PolicyFile.Read(source.File, source.Yaml, null, DateOnly.MaxValue).Policy is { } read && read.Id != source.Id)
        {
            return [new("policy.id", "yaml", $"规则里写的是“政策: {read.Id}”，这里是 {source.Id}。代号不能改；是另一份政策请新增。")];
        }
        var (cases, problems) = PolicyCase.TryRead(source.Cases);
        if (problems.Count > 0 || cases.Count == 0)
        {
            return problems.Count > 0 ? problems.Select(p => new Unmet("policy.cases", "cases", p))
                : [new("policy.cases", "cases", "还没有用例。至少写一个：事实、问题和应得的答复，启用前都要通过。")];
        }
        PolicyMatch match;
        try
        {
            var changed = library.With(source);
            _ = (changed.For(DateOnly.MaxValue), changed.For(source.From ?? DateOnly.MinValue));
            match = new PolicyMatch(changed, regions);
        }
        catch (RuleException others)
        {
            return others.Errors.Select(e => new Unmet("policy.others", "yaml", $"改了以后别的政策读不出来：{e.Source.File} 第 {e.Line} 行：{e.What}"));
        }
        return cases.SelectMany(c => PolicyCaseCheck.Run(c, match).Select(d => new Unmet("policy.case", "cases", $"用例 {c.Id} 没有通过：{d}。")));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{2,59}$")]
    private static partial Regex Id();
}
