using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>What meetings of a unit decided in the year so far, and how it stands at the end of the month.</summary>
/// <param name="Meetings">How often each kind met this year: 调度会 3.</param>
/// <param name="Decided">Resolutions of this year, and those of earlier years that were open when it began; without those withdrawn.</param>
/// <param name="Done">Of these confirmed.</param>
/// <param name="Late">Of these past their deadline.</param>
/// <param name="Rows">Late ones first, then open ones by deadline, then those done in the month.</param>
/// <param name="Unnamed">How many rows are left out because their project is not signed yet.</param>
public sealed record MeetingNews(IReadOnlyList<(string Kind, int Count)> Meetings, int Decided, int Done, int Late, IReadOnlyList<MeetingNewsRow> Rows, int Unnamed)
{
    public static readonly MeetingNews None = new([], 0, 0, 0, [], 0);
}

/// <param name="Standing">"已办结", "超期 12 天".</param>
public sealed record MeetingNewsRow(string Meeting, string Text, string Unit, DateOnly Deadline, string Standing);

/// <summary>The room of the meetings, as far as a bulletin needs it.</summary>
public interface IMeetingNews
{
    Task<MeetingNews> OfAsync(Viewer viewer, UnitNode unit, YearMonth period, CancellationToken ct);
}
