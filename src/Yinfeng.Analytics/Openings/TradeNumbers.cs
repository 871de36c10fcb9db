using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Analytics.Openings;

/// <summary>The trades that names end with, numbered from 1; 0 is every trade too small to learn from.</summary>
public sealed class TradeNumbers
{
    private readonly ushort[] _ofGroup;

    public TradeNumbers(EnterpriseColumns companies, int[] heads, int leastFirms)
    {
        var firms = new Dictionary<int, int>();
        var words = new int[heads.Length];
        for (var group = 0; group < heads.Length; group++)
        {
            var trade = SiteNames.Trade(companies.Name(heads[group]));
            words[group] = trade.IsEmpty ? 0 : (trade[0] << 16) | trade[1];
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(firms, words[group], out _)++;
        }
        var numbers = new Dictionary<int, ushort>();
        foreach (var (word, _) in firms.Where(each => each.Key != 0 && each.Value >= leastFirms)
            .OrderByDescending(each => each.Value).ThenBy(each => each.Key).Take(ushort.MaxValue - 1))
        {
            numbers.Add(word, (ushort)(numbers.Count + 1));
        }
        _ofGroup = Array.ConvertAll(words, word => numbers.GetValueOrDefault(word));
        Count = numbers.Count + 1;
    }

    public int Count { get; }
    public int Of(int group) => _ofGroup[group];
}
