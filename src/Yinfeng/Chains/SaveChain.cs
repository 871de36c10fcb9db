using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>Keeps an office's draft of a chain, mistakes and all, and drops it.</summary>
internal sealed partial class SaveChain(Writer writer, UnitDirectory units)
{
    public const int LongestYaml = 400_000, LongestWhy = 1_000;
    public const string Newer = "chain.newer";
    public static readonly Unmet NotFound = new("chain.not-found", "id", "没有这一版，或者它不在您的权限范围内。请核对编号。");
    private static readonly string[] Taken = ["new", "gaps", "advice", "export", "versions"];

    /// <param name="unit">The office; it must lie in the viewer's part of the tree.</param>
    /// <param name="seen">The <see cref="ChainVersion.Version"/> of the draft that was changed, 0 where there was none: what somebody saved since is not
    /// overwritten. Null for whoever overwrites knowingly.</param>
    /// <returns>The number of the draft.</returns>
    public async Task<Decision<long>> DraftAsync(Viewer viewer, long unit, string chain, string yaml, string? why, CancellationToken ct, int? seen = null)
    {
        var unmet = Shape(chain, yaml, why).ToList();
        if (!(await units.TodayAsync(ct)).IsWithin(unit, viewer.UnitId))
        {
            unmet.Add(new("chain.unit", "unit", "这个单位不在您的权限范围内，不能为它画产业链。"));
        }
        return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var draft = await work.Db.Set<ChainVersion>().FirstOrDefaultAsync(v => v.UnitId == unit && v.ChainId == chain
                && v.State == ChainVersionState.Draft, ct);
            if (Overtaken(draft, seen) is { } newer)
            {
                return Decision<long>.Refuse([newer]);
            }
            if (draft is null)
            {
                draft = new ChainVersion { ChainId = chain, UnitId = unit };
                work.Db.Add(draft);
            }
            draft.Yaml = yaml.ReplaceLineEndings("\n");
            draft.From = FirstDay(draft.Yaml);
            (draft.Why, draft.SavedBy, draft.SavedAtUtc, draft.Version) = (why?.Trim(), viewer.Name, work.NowUtc, draft.Version + 1);
            work.Audit("chain.draft", $"chain:{chain}", new { id = draft.Id, unit });
            return Decision<long>.Allow(draft.Id);
        }, ct);
    }

    public Task<Decision> DiscardAsync(Viewer viewer, long id, CancellationToken ct, int? seen = null) => writer.RunAsync(viewer, Rights.Report, async work =>
    {
        await Writer.TakeTurnAsync(work, ct);
        if (await work.Db.Set<ChainVersion>().FirstOrDefaultAsync(v => v.Id == id && v.State == ChainVersionState.Draft, ct) is not { } draft
            || !(await units.TodayAsync(ct)).IsWithin(draft.UnitId, viewer.UnitId))
        {
            return Decision.Refuse([NotFound]);
        }
        if (Overtaken(draft, seen) is { } newer)
        {
            return Decision.Refuse([newer]);
        }
        work.Db.Remove(draft);
        work.Audit("chain.discard", $"chain:{draft.ChainId}", new { id, unit = draft.UnitId });
        return Decision.Allow;
    }, ct);

    private static Unmet? Overtaken(ChainVersion? draft, int? seen) => seen is null || seen == (draft?.Version ?? 0) ? null
        : new Unmet(Newer, "version", draft is null ? "您打开的草稿已经被别人启用或丢弃，刚才的修改没有保存。请核对现在的版本后再保存。"
            : $"{draft.SavedBy} 在您打开以后保存过这份草稿（第 {draft.Version} 次保存），刚才的修改没有保存，以免盖掉对方的。请看对方改了什么；再保存一次就以您的为准。");

    /// <summary>What no version may be without, draft or not.</summary>
    public static IEnumerable<Unmet> Shape(string chain, string yaml, string? why)
    {
        if (!Id().IsMatch(chain) || Taken.Contains(chain))
        {
            yield return new("chain.id", "id", $"产业链代号“{chain}”不能用。代号用小写字母、数字和连字符，3 到 60 个字，如 new-materials。");
        }
        if (yaml.Length > LongestYaml)
        {
            yield return new("chain.long", "yaml", $"文本有 {yaml.Length} 个字，最多 {LongestYaml} 个。请核对是否贴错了文件。");
        }
        if (why?.Length > LongestWhy)
        {
            yield return new("chain.long", "why", $"修改理由有 {why.Length} 个字，最多 {LongestWhy} 个，请精简。");
        }
    }

    private static string FirstDay(string yaml) => Day().Match(yaml) is { Success: true } found ? found.Groups[1].Value : "";

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{2,59}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\s+启用:\s*(\d{4}-\d{2}-\d{2})", RegexOptions.Multiline)]
    private static partial Regex Day();
}
