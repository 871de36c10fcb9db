using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>All versions of all kinds of meetings: the product's, then the office's own from <c>rules/meetings.yaml</c> in its data folder.</summary>
public sealed class MeetingBook
{
    private readonly IReadOnlyList<MeetingKind> _kinds;

    /// <exception cref="RuleException">A file has mistakes; the message names each with line and column.</exception>
    public MeetingBook(Database database)
        : this([Path.Combine(AppFolders.Rules, "meetings.yaml"), Path.Combine(database.DataFolder, "rules", "meetings.yaml")]) { }

    internal MeetingBook(IEnumerable<string> paths)
    {
        _kinds = [.. paths.Where(File.Exists).SelectMany(MeetingFile.Read)];
        var names = _kinds.Select(k => k.Name).ToHashSet();
        if (_kinds.SelectMany(k => k.ResolutionsOf).FirstOrDefault(n => !names.Contains(n)) is { } unknown)
        {
            throw new DataRefusedException($"会议规则的“事项会议”中没有“{unknown}”。可用的有：{string.Join("、", names)}。");
        }
    }

    /// <summary>Codes in the order of the file.</summary>
    public IReadOnlyList<string> Codes => [.. _kinds.Select(k => k.Code).Distinct()];

    /// <summary>A kind's latest name; its code where no file knows it any more.</summary>
    public string NameOf(string code) => _kinds.LastOrDefault(k => k.Code == code)?.Name ?? code;

    /// <summary>What holds for a unit on a day: its own version before those of the units above it, and those before the general one.</summary>
    public MeetingKind? Find(string code, UnitTree tree, long unitId, DateOnly day)
    {
        foreach (var unit in tree.Upward(unitId).Select(n => n.Code).Append(null))
        {
            if (_kinds.Where(k => k.Code == code && k.UnitCode == unit && k.ValidFrom <= day).OrderBy(k => k.ValidFrom).LastOrDefault() is { } kind)
            {
                return kind;
            }
        }
        return null;
    }

    public IReadOnlyList<MeetingKind> InForce(UnitTree tree, long unitId, DateOnly day) =>
        [.. Codes.Select(c => Find(c, tree, unitId, day)).OfType<MeetingKind>()];
}
