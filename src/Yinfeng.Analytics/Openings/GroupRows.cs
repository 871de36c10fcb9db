namespace Yinfeng.Analytics.Openings;

/// <summary>The companies of each group: the other way round from <see cref="SiteGroups"/>.</summary>
public sealed class GroupRows
{
    private readonly int[] _starts;
    private readonly int[] _rows;

    public GroupRows(OpeningState state)
    {
        _starts = new int[state.Heads.Length + 1];
        for (var row = 0; row < state.Companies.Count; row++)
        {
            if (state.GroupOf(state.Groups.HeadOf(row)) is var group and >= 0)
            {
                _starts[group + 1]++;
            }
        }
        for (var group = 0; group < state.Heads.Length; group++)
        {
            _starts[group + 1] += _starts[group];
        }
        _rows = new int[_starts[^1]];
        var next = _starts.AsSpan().ToArray();
        for (var row = 0; row < state.Companies.Count; row++)
        {
            if (state.GroupOf(state.Groups.HeadOf(row)) is var group and >= 0)
            {
                _rows[next[group]++] = row;
            }
        }
    }

    /// <summary>Rows of the base that existed on the day, ascending.</summary>
    public ReadOnlySpan<int> Of(int group) => _rows.AsSpan(_starts[group].._starts[group + 1]);
}
