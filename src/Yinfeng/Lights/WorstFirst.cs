namespace Yinfeng.Lights;

/// <summary>Gathers judged projects, worst first, then the longest, then by id; keeps no more than are wanted, so that the few of a page
/// are found among a hundred thousand without sorting those.</summary>
internal sealed class WorstFirst(int most)
{
    private readonly List<(int Order, int Since, LightRow Row)> _found = [];
    private (int Order, int Since, long Id) _last = (int.MaxValue, 0, 0);

    public void Add(LightRow row, in ProjectVerdict verdict)
    {
        var (order, since) = (-(int)verdict.Colour, verdict.Since == 0 ? int.MaxValue : verdict.Since);
        if ((order, since, row.Id).CompareTo(_last) >= 0)
        {
            return; // Enough are worse.
        }
        _found.Add((order, since, row));
        if (_found.Count > 64 && _found.Count / 4 > most)
        {
            Cut();
        }
    }

    public IReadOnlyList<LightRow> Rows()
    {
        Cut();
        return _found.ConvertAll(f => f.Row);
    }

    private void Cut()
    {
        _found.Sort(static (a, b) => a.Order != b.Order ? a.Order.CompareTo(b.Order) : a.Since != b.Since ? a.Since.CompareTo(b.Since) : a.Row.Id.CompareTo(b.Row.Id));
        if (_found.Count > most)
        {
            _found.RemoveRange(most, _found.Count - most);
            _last = most == 0 ? (int.MinValue, 0, 0) : (_found[^1].Order, _found[^1].Since, _found[^1].Row.Id);
        }
    }
}
