namespace Yinfeng.Analytics.Search;

/// <summary>The weight by which equal matches are ordered: head offices before branches and outlets, then the order of magnitude of the capital.</summary>
public static class NameWeight
{
    private const int HeadOffice = 128, StepsPerDoubling = 4, Most = 127;

    /// <param name="capitalYuan">0 or less when unknown.</param>
    public static byte Of(bool isBranch, long capitalYuan)
    {
        var size = capitalYuan <= 0 ? 0 : (int)Math.Clamp((Math.Log2(capitalYuan) - 8) * StepsPerDoubling, 0, Most);
        return (byte)((isBranch ? 0 : HeadOffice) + size);
    }
}
