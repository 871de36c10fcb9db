using Yinfeng.Chains;

namespace Yinfeng.Gaps;

/// <summary>The members of the chains asked last, with the shares of cities on a day.</summary>
internal sealed class MemberShelf(ChainWords words, GapRuleBook rules)
{
    private const int Kept = 24;
    private readonly Lock _gate = new();
    private readonly LinkedList<(ChainMembers Members, int Until, CityShares Shares)> _kept = [];

    /// <param name="until">yyyymmdd; companies registered on this day or later do not exist yet. <see cref="int.MaxValue"/> for all.</param>
    public async Task<(ChainMembers Members, CityShares Shares)> OfAsync(Chain chain, DateOnly on, int until, CancellationToken ct)
    {
        var places = await words.NowAsync(chain, ct);
        lock (_gate)
        {
            var known = _kept.FirstOrDefault(k => k.Members.Chain == chain && k.Members.Companies == places.Companies);
            if (known.Members is not null && known.Until == until)
            {
                return (known.Members, known.Shares);
            }
            var members = known.Members ?? new ChainMembers(chain, places);
            var shares = new CityShares(members, rules.On(on), until);
            _kept.AddFirst((members, until, shares));
            while (_kept.Count > Kept)
            {
                _kept.RemoveLast();
            }
            return (members, shares);
        }
    }
}
