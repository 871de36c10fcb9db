using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Settings;

/// <summary>Sets what the viewer may set. An empty text goes back to the default; an empty secret stays as it was.</summary>
internal sealed class SetSettings(Writer writer, OfficeSettings settings)
{
    private const int LongestText = 2_000;

    /// <returns>How many changed, or every unmet condition; the field is the setting's key.</returns>
    public async Task<Decision<int>> RunAsync(Viewer viewer, IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        if (settings.Known.FirstOrDefault(s => typed.ContainsKey(s.Key) && !viewer.May(s.Needs)) is { } others)
        {
            throw new RightMissingException(others.Needs);
        }
        var texts = settings.Known.Where(s => typed.ContainsKey(s.Key)).Select(s => (Setting: s, Text: typed[s.Key].Trim())).ToList();
        var unmet = texts.Where(t => t.Text.Length > 0).Select(t => (t.Setting.Key, Wrong: t.Text.Length > LongestText
            ? $"{t.Setting.Label}有 {t.Text.Length} 个字，最多 {LongestText} 个，请缩短。" : Wrong(t.Setting, t.Text)))
            .Where(w => w.Wrong is not null).Select(w => new Unmet("settings.wrong", w.Key, w.Wrong!)).ToList();
        if (unmet.Count > 0)
        {
            return Decision<int>.Refuse(unmet);
        }
        var before = await settings.AllAsync(ct);
        var changed = texts.Where(t => t.Text != before.GetValueOrDefault(t.Setting.Key, t.Setting.Default) && !(t.Setting.Secret && t.Text.Length == 0)).ToList();
        if (changed.Count == 0)
        {
            return Decision<int>.Allow(0);
        }
        var decision = await writer.RunAsync(viewer, changed.Aggregate(Rights.None, (needed, c) => needed | c.Setting.Needs), async work =>
        {
            foreach (var (setting, text) in changed)
            {
                var row = await work.Db.Set<Setting>().FirstOrDefaultAsync(s => s.Key == setting.Key, ct);
                if (text.Length == 0 && row is not null)
                {
                    work.Db.Remove(row);
                }
                else if (row is null)
                {
                    work.Db.Add(new Setting { Key = setting.Key, Value = settings.Stored(setting, text), ActorId = viewer.ActorId, AtUtc = work.NowUtc });
                }
                else
                {
                    (row.Value, row.ActorId, row.AtUtc) = (settings.Stored(setting, text), viewer.ActorId, work.NowUtc);
                }
            }
            work.Changes.Settings = true;
            work.Audit("settings.set", "settings", new
            {
                changed = changed.Select(c => c.Setting.Secret ? new { c.Setting.Key, before = "", after = "（已更换）" }
                    : new { c.Setting.Key, before = before.GetValueOrDefault(c.Setting.Key, ""), after = c.Text }),
            });
            return Decision<int>.Allow(changed.Count);
        }, ct);
        settings.Forget();
        return decision;
    }

    private static string? Wrong(KnownSetting setting, string text) => setting.Choices is { } choices && choices.All(c => c.Value != text)
        ? $"“{text}”不是可选的值，应是{string.Join("、", choices.Select(c => $"{c.Value}（{c.Label}）"))}之一。" : setting.Wrong?.Invoke(text);
}
