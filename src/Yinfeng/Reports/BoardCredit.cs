using Yinfeng.Analytics.Board;

namespace Yinfeng.Reports;

/// <summary>Which units a project's figures count for, month by month.</summary>
/// <remarks>Without shares in force: before the first, the first ones; otherwise the owner. Filled anew for each project.</remarks>
internal sealed class BoardCredit
{
    private readonly List<(long Unit, int From, int Until, int ShareBp)> _shares = [];

    public long Owner { get; private set; }

    /// <summary>Everything counts for the owner.</summary>
    public bool IsUnshared => _shares.Count == 0;

    public void Start(long owner)
    {
        Owner = owner;
        _shares.Clear();
    }

    /// <param name="until">Last month, inclusive; null while it lasts.</param>
    public void Add(long unit, int from, int? until, int shareBp) => _shares.Add((unit, from, until ?? int.MaxValue, shareBp));

    /// <summary>Hands each unit its part; the parts add up to the amount.</summary>
    public void Split(int month, long amount, Action<long, long> part)
    {
        if (_shares.Count == 0)
        {
            part(Owner, amount);
            return;
        }
        var at = Math.Max(month, _shares.Min(s => s.From));
        var now = _shares.Where(s => s.From <= at && s.Until >= at && s.ShareBp > 0).ToList();
        if (now.Count <= 1)
        {
            part(now.Count == 1 ? now[0].Unit : Owner, amount);
            return;
        }
        Span<int> shares = stackalloc int[now.Count];
        Span<long> parts = stackalloc long[now.Count];
        for (var i = 0; i < now.Count; i++)
        {
            shares[i] = now[i].ShareBp;
        }
        CreditSplit.Split(amount, shares, parts);
        for (var i = 0; i < now.Count; i++)
        {
            if (parts[i] != 0)
            {
                part(now[i].Unit, parts[i]);
            }
        }
    }
}
