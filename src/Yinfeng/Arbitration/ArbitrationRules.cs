using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Arbitration;

/// <summary>Within how many days a first reporter must have followed up, from an intended investment on.</summary>
public sealed record FollowUpGrade(long FromFen, int Days);

/// <summary>What each likeness adds to the score of a pair; "other" and "far" values are taken away.</summary>
public sealed record ClaimWeights(int SameCode, int OtherCode, int SameParcel, int OtherParcel, int SameName, int NameTypo, int NameContained, int NameLoose,
    int NameAlike, int OtherName,
    int SameInvestor, int OtherInvestor, int SameAmount, int NearAmount, int NearPercent, int FarAmount, int OtherAmount, int NearDate, int NearDays, int FarDate,
    int OtherNumbers);

/// <summary>One dated entry of data/rules/arbitration.yaml.</summary>
/// <param name="HintScore">From here a pair is shown to the unit above both.</param>
/// <param name="CaseScore">From here both units are asked to state their claims.</param>
public sealed record ArbitrationLimits(DateOnly From, string Source, int HintScore, int CaseScore, int MostCases, ClaimWeights Weights, int ClaimDays, int RulingDays,
    int AppealDays, int AsksPerHour, int AsksPerUnitDay, long LeastLeadFen, int TransferKeepBp, int TransferYears, IReadOnlyList<FollowUpGrade> Grades)
{
    /// <summary>Days within which a lead of that size must have been followed up first.</summary>
    public int FollowUpDays(long? fen) => Grades.Where(g => g.FromFen <= (fen ?? 0)).MaxBy(g => g.FromFen)?.Days ?? Grades.Max(g => g.Days);
}

/// <summary>All dated entries.</summary>
public sealed class ArbitrationRules
{
    private static readonly string[] Points =
    [
        "信用代码相同", "信用代码不同", "地块相同", "地块不同", "名称相同", "名称一字之差", "名称包含", "名称略同", "名称字面相近", "名称不相干", "投资方相同", "投资方不同", "投资相同", "投资接近",
        "投资接近百分比", "投资悬殊", "投资不同", "日期接近", "日期接近天数", "日期相隔", "规模数字不同",
    ];

    private readonly List<ArbitrationLimits> _entries = [];

    /// <exception cref="RuleException">The file is wrong; every mistake with its line.</exception>
    public static ArbitrationRules Load() => new(Path.Combine(AppFolders.Rules, "arbitration.yaml"));

    public ArbitrationRules(string path)
    {
        var errors = new List<RuleError>();
        foreach (var entry in RuleFile.Entries(path, errors))
        {
            entry.Only([.. Points, "起始", "来源", "提示分", "立案分", "每次立案上限", "认领天数", "裁决天数", "复议天数", "查询每人每小时", "查询每单位每日", "不受理低于万元",
                "移交分成百分比", "移交分成年数", "跟进时限"]);
            var p = Points.Select(k => Number(entry, k)).ToArray();
            _entries.Add(new ArbitrationLimits(entry.Day("起始"), entry.Required("来源").Text, Number(entry, "提示分"), Number(entry, "立案分"), Number(entry, "每次立案上限"),
                new ClaimWeights(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11], p[12], p[13], p[14], p[15], p[16], p[17], p[18], p[19], p[20]),
                AtLeastOne(entry, "认领天数", errors), AtLeastOne(entry, "裁决天数", errors), AtLeastOne(entry, "复议天数", errors),
                AtLeastOne(entry, "查询每人每小时", errors), AtLeastOne(entry, "查询每单位每日", errors), entry.Whole("不受理低于万元") * Money.FenPerWan,
                Number(entry, "移交分成百分比") * 100, AtLeastOne(entry, "移交分成年数", errors),
                [.. entry.Entries("跟进时限").Select(g => new FollowUpGrade(g.Whole("起点万元") * Money.FenPerWan, (int)g.Whole("天数")))]));
        }
        RuleFile.ThrowIfAny(errors);
        _entries.Sort((a, b) => a.From.CompareTo(b.From));
    }

    /// <summary>The entry in force on a day; before the first entry the first.</summary>
    public ArbitrationLimits On(DateOnly day) => _entries.LastOrDefault(e => e.From <= day) ?? _entries[0];

    private static int Number(RuleEntry entry, string key) => (int)Math.Min(entry.Whole(key), 1_000_000);

    private static int AtLeastOne(RuleEntry entry, string key, List<RuleError> errors)
    {
        var value = Number(entry, key);
        if (value < 1 && entry.Optional(key) is { } text)
        {
            errors.Add(new RuleError("rule.value", text, 0, text.Text.Length, $"“{key}”不得小于 1。", "可写：7。"));
        }
        return value;
    }
}
