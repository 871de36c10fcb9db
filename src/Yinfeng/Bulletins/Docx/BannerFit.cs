namespace Yinfeng.Bulletins.Docx;

/// <summary>Fits the red mark of the office into one line of the type area.</summary>
internal static class BannerFit
{
    /// <summary>Below this size (half points) characters are made narrower instead of smaller.</summary>
    private const int SmallestUnscaled = 60;
    private const int NarrowestPercent = 50;

    /// <returns>Size in half points, and the width of characters in percent.</returns>
    public static (int Size, int Scale) Of(string text)
    {
        var characters = Math.Max(1m, DocxWidth.Characters(text));
        var fitting = (int)decimal.Floor(Gb9704.TypeWidth * 0.96m / 10 / characters); // Twips to half points.
        if (fitting >= SmallestUnscaled)
        {
            return (Math.Min(fitting, Gb9704.BannerLargest), 100);
        }
        var scale = Math.Max(NarrowestPercent, fitting * 100 / SmallestUnscaled);
        return (Math.Max(2, fitting * 100 / scale), scale);
    }
}
