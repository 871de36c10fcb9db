namespace Yinfeng.Analytics.Classify;

/// <summary>One thing of a list in a scope (between two enumeration marks) with the acts named beside it.</summary>
internal struct ScopeItem
{
    /// <summary>Word numbers, -1 where there is none. The last goods of an item are its head: 汽车玻璃 is glass, not a car.</summary>
    public int Goods, Service, Make, Sell, Retail, Do;
    public bool ActFirst;

    /// <summary>Characters that no word explains: goods that are not known, two characters or more.</summary>
    public int Unknown;

    /// <summary>The thing itself is sold, in the same breath: 印刷器材的销售.</summary>
    public bool SoldHere;

    /// <summary>Place in the scope, from 0: what stands first is the main business.</summary>
    public int Rank;

    public static ScopeItem Empty(int rank) => new() { Goods = -1, Service = -1, Make = -1, Sell = -1, Retail = -1, Do = -1, Rank = rank };

    public readonly bool HasThing => Goods >= 0 || Service >= 0 || Unknown >= 2 && HasAct;
    public readonly bool HasAct => Make >= 0 || Sell >= 0 || Retail >= 0 || Do >= 0;

    /// <summary>Takes over the acts that it lacks.</summary>
    public void Join(in ScopeItem other)
    {
        Make = Make >= 0 ? Make : other.Make;
        Sell = Sell >= 0 ? Sell : other.Sell;
        Retail = Retail >= 0 ? Retail : other.Retail;
        Do = Do >= 0 ? Do : other.Do;
    }
}
