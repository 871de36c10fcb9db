using System.Runtime.CompilerServices;

namespace Yinfeng.Analytics.Classify;

/// <summary>Reads a scope of business (经营范围): which goods are made, which sold, which services done; early items weigh more.</summary>
/// <remarks>“制造、销售：甲、乙” and “甲、乙的制造、销售” both say that both are made and sold: acts in front of a list hold for what
/// follows up to the next semicolon, otherwise acts behind it hold for what stands before. Text in brackets only restricts.</remarks>
internal struct ScopeReader(IndustryModel model)
{
    /// <summary>What comes later is boiler-plate or a side line.</summary>
    private const int Longest = 260, LastRank = 30, MostItems = 40;
    private const float First = 1.3f, Fade = 0.25f, SellShare = 0.45f, DoShare = 0.75f, AlsoSold = 0.1f;
    private const float Silent = 0.3f, SilentMade = 0.15f, Continued = 0.4f, MostSaid = 2.4f, MostSold = 1.6f;
    private readonly IndustryModel _model = model;
    private ItemRoom _items;
    private int _count;
    private int _rank;
    private ScopeItem _prefix = ScopeItem.Empty(0);

    public void Read(ReadOnlySpan<char> scope, scoped ref Votes votes)
    {
        var text = scope[..Math.Min(scope.Length, Longest)];
        var item = ScopeItem.Empty(0);
        for (var at = 0; at < text.Length && _rank < LastRank;)
        {
            switch (text[at])
            {
                case '（' or '(' or '【' or '[' or '〔':
                    at += Bracket(text[at..]);
                    continue;
                case '、' or ',' or '，' or '/' or '.' or '．':
                    Push(ref item);
                    break;
                case '：' or ':':
                    Push(ref item);
                    Headed();
                    break;
                case ';' or '；' or '。' or '\n' or '*' or '＊' or '#' or '+' or '〓' or '|':
                    Push(ref item);
                    Settle(ref votes);
                    break;
                default:
                    var (word, length) = _model.Longest(text[at..]);
                    if (length > 1 || length == 1 && Alone(text, at, item))
                    {
                        Take(word, ref item, ref votes);
                        at += length;
                        continue;
                    }
                    item.Unknown++;
                    break;
            }
            at++;
        }
        Push(ref item);
        Settle(ref votes);
    }

    /// <summary>A word of one character counts as a whole item only: 酒, not the 酒 of 酒精灯.</summary>
    private static bool Alone(ReadOnlySpan<char> text, int at, in ScopeItem item) =>
        item.Unknown == 0 && item.Goods < 0 && item.Service < 0 && (at + 1 == text.Length || "、,，;；。的等".Contains(text[at + 1]));

    private static int Bracket(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny("）)】]〕");
        return end < 0 ? text.Length : end + 1;
    }

    private void Take(int word, ref ScopeItem item, scoped ref Votes votes)
    {
        ref readonly var meaning = ref _model[word];
        foreach (var (division, weight) in meaning.Learned)
        {
            votes.Add(word, division, weight * Faded(_rank), Faded(_rank), false);
        }
        switch (meaning.Scope)
        {
            case WordKind.Goods:
                item.ActFirst |= item.Goods < 0 && item.Service < 0 && item.HasAct;
                item.Goods = word;
                break;
            case WordKind.Service:
                item.ActFirst |= item.Goods < 0 && item.Service < 0 && item.HasAct;
                item.Service = word;
                break;
            case WordKind.Make:
                item.Make = word;
                break;
            case WordKind.Sell when meaning.Division == Shop:
                item.Retail = word;
                break;
            case WordKind.Sell:
                item.Sell = word;
                break;
            case WordKind.Do:
                item.Do = word;
                break;
        }
    }

    private void Push(ref ScopeItem item)
    {
        if (item.HasThing || item.HasAct)
        {
            _rank += item.HasThing || item.Do >= 0 ? 1 : 0;
            item.SoldHere = item.HasThing && !item.ActFirst && (item.Sell >= 0 || item.Retail >= 0) && item.Make < 0;
            if (_count < MostItems)
            {
                _items[_count++] = item;
            }
        }
        item = ScopeItem.Empty(_rank);
    }

    /// <summary>A colon: acts before it hold for the whole of what follows.</summary>
    private void Headed()
    {
        if (_count > 0 && !Any(_items[.._count]))
        {
            _prefix = ScopeItem.Empty(0);
            foreach (ref readonly var item in _items[.._count])
            {
                _prefix.Join(item);
            }
            _count = 0;
        }

        static bool Any(ReadOnlySpan<ScopeItem> items)
        {
            foreach (ref readonly var item in items)
            {
                if (item.HasThing)
                {
                    return true;
                }
            }
            return false;
        }
    }

    /// <summary>The end of a list: gives each item the acts that hold for it and counts what it says.</summary>
    private void Settle(scoped ref Votes votes)
    {
        Span<ScopeItem> items = _items[.._count];
        var front = Front(items);
        var behind = ScopeItem.Empty(0);
        var acted = false;
        for (var i = items.Length - 1; i >= 0; i--)
        {
            ref var item = ref items[i];
            acted |= item.HasAct;
            if (!item.HasThing)
            {
                Join(ref behind, item, fresh: i + 1 < items.Length && items[i + 1].HasThing);
                if (item.Do >= 0)
                {
                    Say(item.Do, i > 0 && items[i - 1].HasThing ? DoShare * Continued : DoShare, item.Rank, ref votes);
                }
                continue;
            }
            if (item.HasAct)
            {
                var own = item;
                if (!item.ActFirst && i + 1 < items.Length && !items[i + 1].HasThing)
                {
                    item.Join(behind);
                }
                behind = item.ActFirst ? ScopeItem.Empty(0) : own;
                behind.Join(item);
                if (item.ActFirst)
                {
                    item.Join(front);
                }
            }
            else
            {
                item.Join(front.HasAct ? front : behind);
            }
            Count(item, ref votes);
        }
        _count = 0;
        _prefix = acted ? ScopeItem.Empty(0) : _prefix; // 销售：甲；乙；丙 is one list.
    }

    private static void Join(ref ScopeItem behind, in ScopeItem item, bool fresh)
    {
        if (fresh)
        {
            behind = ScopeItem.Empty(0);
        }
        behind.Join(item);
    }

    /// <summary>The acts named before the first goods.</summary>
    private readonly ScopeItem Front(ReadOnlySpan<ScopeItem> items)
    {
        var front = _prefix;
        foreach (ref readonly var item in items)
        {
            if (item.HasThing)
            {
                if (item.ActFirst)
                {
                    front.Join(item);
                }
                break;
            }
            front.Join(item);
        }
        return front;
    }

    private readonly void Count(in ScopeItem item, scoped ref Votes votes)
    {
        var faded = Faded(item.Rank);
        if (item.Service >= 0)
        {
            Say(item.Service, item.SoldHere ? Silent : 1, item.Rank, ref votes);
            if (item.SoldHere)
            {
                Sold(item, faded, ref votes);
            }
            return;
        }
        if (item.Goods < 0)
        {
            Sold(item, faded, ref votes);
            if (item.Do >= 0 && item.Make < 0)
            {
                Say(item.Do, DoShare, item.Rank, ref votes);
            }
            return;
        }
        ref readonly var goods = ref _model[item.Goods];
        if (item.Do >= 0 && item.Make < 0)
        {
            var act = _model[item.Do];
            var grown = act.Division <= 4 && goods.Division <= 4 || goods.Division == 65 && act.Division == 75;
            var division = grown ? goods.Division : act.Division;
            votes.Add(item.Do, division, act.Weight * DoShare * faded * MathF.Max(0, 1 - votes.Sums[division] / MostSaid), faded, false);
        }
        if (item.Make >= 0)
        {
            votes.Add(item.Goods, goods.Division, goods.Weight * faded, faded, false);
        }
        Sold(item, faded, ref votes);
        if (!item.HasAct)
        {
            votes.Add(item.Goods, goods.Division, goods.Weight * SilentMade * faded, faded, false);
            votes.Add(item.Goods, Trade, Silent * faded, faded, false);
        }
    }

    /// <summary>Trade; the more of it was counted the less the next item adds, for lists of goods are long.</summary>
    private readonly void Sold(in ScopeItem item, float faded, scoped ref Votes votes)
    {
        if ((item.Sell >= 0 ? item.Sell : item.Retail) is >= 0 and var sell) // 批发、零售 both: counted as wholesale.
        {
            var share = (item.Make >= 0 ? AlsoSold : SellShare) * MathF.Max(0, 1 - (votes.Sums[Trade] + votes.Sums[Shop]) / MostSold);
            votes.Add(sell, _model[sell].Division, _model[sell].Weight * share * faded, faded, false);
        }
    }

    /// <summary>Wholesale, also where goods stand in a list without an act, and retail.</summary>
    private const int Trade = 51, Shop = 52;

    private readonly void Say(int word, float share, int rank, scoped ref Votes votes) =>
        votes.Add(word, _model[word].Division,
            _model[word].Weight * share * Faded(rank) * MathF.Max(0, 1 - votes.Sums[_model[word].Division] / MostSaid), Faded(rank), false);

    private static float Faded(int rank) => rank == 0 ? First : 1 / (1 + Fade * rank);

    [InlineArray(MostItems)]
    private struct ItemRoom
    {
        private ScopeItem _first;
    }
}
