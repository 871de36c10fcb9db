using System.Collections.Concurrent;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>Which stage a ledger's own words mean: "主体封顶" is under construction, "拟开工" is not.</summary>
internal static class StageWords
{
    private static readonly (ProjectStage Stage, string[] Words)[] Synonyms =
    [
        (ProjectStage.AtCapacity, ["达产", "达效"]),
        (ProjectStage.Producing, ["投产", "投运", "运营", "投用", "竣工", "生产", "开业"]),
        (ProjectStage.Started, ["开工", "在建", "建设", "施工", "主体", "封顶", "动工", "建成", "安装", "装修", "奠基", "续建"]),
        (ProjectStage.Signed, ["签约", "已签", "签订", "签署", "落地", "注册", "立项", "备案"]),
        (ProjectStage.Reviewed, ["会审", "评审", "会商"]),
        (ProjectStage.Negotiating, ["洽谈", "在谈", "谈判", "磋商"]),
        (ProjectStage.Contacted, ["对接", "接触", "考察"]),
    ];

    /// <summary>Words before a stage that say it has not been reached.</summary>
    private static readonly string[] NotYet = ["拟", "未", "待", "即将", "预计", "计划", "准备", "筹备", "尚未", "试", "部分", "完成后", "争取"];

    private const int MostKnown = 4_096, LongestKnown = 40;
    private static readonly ConcurrentDictionary<string, (ProjectStage? Stage, ProjectStatus Status)> Known = new(StringComparer.Ordinal);

    /// <summary>The furthest stage the words claim, or null when they name none.</summary>
    public static ProjectStage? Stage(string? words) => string.IsNullOrWhiteSpace(words) ? null : Read(words).Stage;

    /// <summary>终止 and 暂停, where the words say so.</summary>
    public static ProjectStatus Status(string? words) => words is null ? ProjectStatus.Active : Read(words).Status;

    /// <summary>A ledger says the same few words on all its rows.</summary>
    private static (ProjectStage? Stage, ProjectStatus Status) Read(string words)
    {
        if (!Known.TryGetValue(words, out var read))
        {
            read = (StageIn(words), StatusIn(words));
            if (words.Length <= LongestKnown && Known.Count < MostKnown)
            {
                Known[words] = read;
            }
        }
        return read;
    }

    private static ProjectStage? StageIn(string words)
    {
        foreach (var (stage, synonyms) in Synonyms)
        {
            foreach (var word in synonyms)
            {
                var at = words.IndexOf(word, StringComparison.Ordinal);
                if (at >= 0 && !IsNotYet(words.AsSpan(Math.Max(0, at - 3), at - Math.Max(0, at - 3))))
                {
                    return stage;
                }
            }
        }
        return Synonyms.SelectMany(s => s.Words).Any(w => words.Contains(w, StringComparison.Ordinal)) ? BeforeNamed(words) : null;
    }

    private static ProjectStatus StatusIn(string words) =>
        Has(words, "终止", "取消", "退出", "解约", "流失") ? ProjectStatus.Terminated
        : Has(words, "暂停", "停工", "停建", "停滞", "搁置", "暂缓") ? ProjectStatus.Suspended
        : ProjectStatus.Active;

    /// <summary>The stage by dated facts and words: the furthest either claims; a date still to come is no fact yet.</summary>
    public static ProjectStage Reached(Project project, DateOnly today)
    {
        var stage = Stage(project.StageStated) ?? ProjectStage.Lead;
        foreach (var (reached, on) in (ReadOnlySpan<(ProjectStage, LedgerDate?)>)[
            (ProjectStage.Signed, project.SignedOn), (ProjectStage.Started, project.StartedOn), (ProjectStage.Producing, project.ProducingOn),
            (ProjectStage.AtCapacity, project.AtCapacityOn)])
        {
            if (on is { } date && date.Earliest <= today && reached > stage)
            {
                stage = reached;
            }
        }
        return stage;
    }

    /// <summary>"即将投产": what comes before the stage that is only near.</summary>
    private static ProjectStage? BeforeNamed(string words)
    {
        foreach (var (stage, synonyms) in Synonyms)
        {
            if (synonyms.Any(w => words.Contains(w, StringComparison.Ordinal)))
            {
                return stage switch
                {
                    ProjectStage.AtCapacity => ProjectStage.Producing,
                    ProjectStage.Producing => ProjectStage.Started,
                    ProjectStage.Started => ProjectStage.Signed,
                    _ => ProjectStage.Negotiating,
                };
            }
        }
        return null;
    }

    private static bool IsNotYet(ReadOnlySpan<char> before)
    {
        foreach (var word in NotYet)
        {
            if (before.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Has(string words, params ReadOnlySpan<string> any)
    {
        foreach (var word in any)
        {
            if (words.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }
}
