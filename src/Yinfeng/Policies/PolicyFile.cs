using System.Globalization;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Reads a policy as its author writes it: a YAML list, the head first, then parameters, exclusions, clauses and notes.</summary>
internal sealed class PolicyFile
{
    private readonly string _file;
    private readonly List<RuleError> _errors;
    private readonly Dictionary<string, RuleParameter> _parameters;
    private readonly DateOnly _on;
    private readonly PolicyText? _text;
    private readonly HashSet<string> _covered = new(StringComparer.Ordinal);

    private PolicyFile(string file, PolicyText? text, IReadOnlyDictionary<string, RuleParameter> quoted, DateOnly on, List<RuleError> errors)
    {
        (_file, _text, _on, _errors) = (file, text, on, errors);
        _parameters = new(quoted, StringComparer.Ordinal);
    }

    /// <param name="quoted">Parameters of other policies, by 简称·name.</param>
    /// <param name="on">Parameters are taken as of this day.</param>
    /// <returns>The policy, null when its head cannot be read; and every mistake found.</returns>
    public static (Policy? Policy, IReadOnlyList<RuleError> Errors) Read(string file, string yaml, string? text, DateOnly on,
        IReadOnlyDictionary<string, RuleParameter>? quoted = null)
    {
        var errors = new List<RuleError>();
        try
        {
            var entries = RuleFile.Entries(file, new StringReader(yaml), errors);
            var read = new PolicyFile(file, text is null ? null : PolicyText.Read(text), quoted ?? new Dictionary<string, RuleParameter>(), on, errors);
            return (entries.Count == 0 ? read.Empty() : read.Policy(entries, yaml), errors);
        }
        catch (RuleException damaged)
        {
            return (null, [.. errors, .. damaged.Errors]);
        }
    }

    /// <summary>Adds the parameters of a policy under the names by which other policies quote them.</summary>
    public static void Quotable(string file, string yaml, Dictionary<string, RuleParameter> into)
    {
        var (policy, _) = Read(file, yaml, null, DateOnly.MaxValue, into);
        foreach (var parameter in policy?.Parameters ?? [])
        {
            into.TryAdd($"{policy!.ShortName}·{parameter.Name}", parameter);
        }
    }

    /// <summary>The code in the head; null when it cannot be read.</summary>
    public static string? IdOf(string yaml) => Head(yaml)?.Optional("政策")?.Text;

    /// <summary>The region in the head; 0 when it cannot be read.</summary>
    public static long RegionOf(string yaml) => long.TryParse(Head(yaml)?.Optional("地区")?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var region) ? region : 0;

    private static RuleEntry? Head(string yaml)
    {
        try
        {
            return RuleFile.Entries("", new StringReader(yaml), []) is [var head, ..] ? head : null;
        }
        catch (RuleException)
        {
            return null; // Whoever asks reads the whole file too, and tells its mistakes.
        }
    }

    private Policy? Empty()
    {
        if (_errors.Count == 0)
        {
            _errors.Add(new RuleError("policy.empty", new RuleSource(_file, 1, 1, ""), 0, 1, "文件里没有内容。", "第一条写文件头：“- 政策: …”。"));
        }
        return null;
    }

    private Policy? Policy(IReadOnlyList<RuleEntry> entries, string yaml)
    {
        var head = entries[0];
        if (!head.Has("政策"))
        {
            head.Report("policy.head", head.Place, "第一条应是文件头。", "写“- 政策: 代号”，并写明名称、来源、发布机关、级别、地区、施行。");
            return null;
        }
        head.Only("政策", "名称", "来源", "文号", "发布机关", "级别", "地区", "发布", "施行", "有效至", "公平竞争审查", "叠加", "废止", "事由日期",
            "失效条款", "失效引文", "通则", "简称", "说明");
        var rest = entries.Skip(1).ToList();
        rest.Where(e => e.Has("参数")).ToList().ForEach(Parameter);
        var (from, to) = (DayOrNull(head, "施行"), DayOrNull(head, "有效至"));
        var on = from is { } begins && begins > _on ? begins : _on; // Before it is in force, its first parameters stand.
        var reader = new PolicyClauseReader(_text, new RuleScope(PolicyFacts.Known, _parameters, NoSets.Instance, on), _errors, _covered);
        if (from is { } start && to is { } end && end < start)
        {
            head.Report("policy.validity", head.Required("有效至"), $"有效至 {end:yyyy-MM-dd} 早于施行 {start:yyyy-MM-dd}。", "核对两个日期，是否写反。");
        }
        var general = head.List("通则").Select(reader.Cover).ToList();
        var endClause = head.Optional("失效条款") is { } last ? reader.Cover(last) : null;
        var clauses = rest.Where(e => e.Has("条款") && !e.Has("不适用") && !e.Has("参数")).Select(reader.Clause).ToList();
        var exclusions = rest.Where(e => e.Has("不适用")).Select(reader.Exclusion).OfType<PolicyExclusion>().ToList();
        var notes = rest.Where(e => e.Has("说明")).Select(reader.Note).ToList();
        foreach (var odd in rest.Where(e => !e.Has("条款") && !e.Has("不适用") && !e.Has("说明") && !e.Has("参数")))
        {
            odd.Report("policy.entry", odd.Place, "这一条既不是条款，也不是参数、不适用或说明。", "以“- 条款:”“- 参数:”“- 不适用:”或“- 说明:”开头。");
        }
        Duplicates(rest);
        Uncovered();
        var level = head.Word("级别", ("国家", "国家"), ("省", "省"), ("市", "市"), ("县", "县"), ("园区", "园区"));
        return new Policy
        {
            Id = head.Required("政策").Text, Name = head.Required("名称").Text, Source = head.Required("来源").Text, Number = head.Optional("文号")?.Text,
            Issuer = head.Required("发布机关").Text, Level = level ?? "", RegionId = head.Whole("地区"), From = from, To = to,
            FairReview = head.Optional("公平竞争审查")?.Text ?? "未见审查结论", Stacking = head.Optional("叠加")?.Text ?? "就高不重复",
            Repeals = [.. head.List("废止").Select(s => s.Text)], Events = reader.Dates(head, "事由日期") ?? [], EndClause = endClause,
            EndQuote = head.Optional("失效引文") is { } quote ? reader.Quote(quote) : null, General = general, Clauses = clauses, Exclusions = exclusions,
            Notes = notes, ShortName = head.Optional("简称")?.Text ?? head.Required("政策").Text,
            Parameters = [.. rest.Where(e => e.Has("参数")).Select(e => _parameters.GetValueOrDefault(e.Required("参数").Text)).OfType<RuleParameter>()],
            Text = _text, Yaml = yaml, Reads = ReadBy(clauses, exclusions),
        };
    }

    private static HashSet<string> ReadBy(IEnumerable<PolicyClause> clauses, IEnumerable<PolicyExclusion> exclusions) =>
        [.. clauses.SelectMany(c => c.Facts).Concat(exclusions.SelectMany(e => e.When.Facts)).Select(f => f.Name)];

    private static DateOnly? DayOrNull(RuleEntry entry, string key) => entry.Optional(key) is null ? null : entry.Day(key) is var day && day == default ? null : day;

    private void Parameter(RuleEntry entry)
    {
        entry.Only("参数", "取值", "条款");
        var name = entry.Required("参数");
        var values = new List<(DateOnly From, decimal Value)>();
        RuleType? type = null;
        foreach (var value in entry.Entries("取值"))
        {
            value.Only("起始", "值");
            var (from, text) = (value.Day("起始"), value.Required("值"));
            try
            {
                var literal = NumberRule.Parse(text, new RuleScope(new FactSchema(), _on));
                if (type is { } before && before != literal.Type)
                {
                    value.Report("policy.parameter-unit", text, $"“{name.Text}”前面的取值是{before}，这里却是{literal.Type}。", "各个日期的取值要用同一种单位。");
                }
                (type, _) = (literal.Type, 0);
                values.Add((from, literal.Compute(new FactRow(new FactSchema())) ?? 0));
            }
            catch (RuleException wrong)
            {
                _errors.AddRange(wrong.Errors);
            }
        }
        if (type is null)
        {
            entry.Report("policy.parameter-value", name, $"参数“{name.Text}”没有取值。", "写“取值:”，下面每条一个起始日期和一个值。");
            return;
        }
        if (!_parameters.TryAdd(name.Text, new RuleParameter(name.Text, type.Value, [.. values.OrderBy(v => v.From)], entry.Optional("条款")?.Text ?? _file)))
        {
            entry.Report("policy.duplicate", name, $"参数“{name.Text}”写了两次。", "同一个参数的各个取值写在一条里，用起始日期区分。");
        }
    }

    private static void Duplicates(List<RuleEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(e => e.Has("条款") && !e.Has("不适用") && !e.Has("参数")))
        {
            var (id, at) = (entry.Optional("条目") ?? entry.Required("条款"), entry.Required("条款"));
            if (!seen.Add(id.Text))
            {
                entry.Report("policy.duplicate", at, $"条款“{id.Text}”写了两次。", "合成一条，几种情形写进“各项”；或改正条款号。");
            }
        }
    }

    /// <summary>Every clause of the document has a rule, an exclusion or a note that says why not.</summary>
    private void Uncovered()
    {
        foreach (var (id, line) in (_text?.Clauses ?? []).DistinctBy(c => c.Id).Where(c => !_covered.Contains(c.Id)))
        {
            var what = _text!.Lines[line];
            _errors.Add(new RuleError("policy.clause-without-rule", new RuleSource(_file, 1, 1, ""), 0, 1,
                $"条文“{id}”没有对应的规则：{what[..Math.Min(24, what.Length)]}…", $"补上“- 条款: {id}”的规则；不涉及奖励的写“- 说明: {id}”并写明理由。"));
        }
    }

    private sealed class NoSets : IRuleSets
    {
        public static readonly NoSets Instance = new();
        public IReadOnlyCollection<string> Names => [];
        public Truth Contains(string set, FactRow row, long member) => Truth.No;
    }
}
