namespace Yinfeng.Bulletins.Docx;

/// <summary>How wide a text stands, in Chinese characters.</summary>
internal static class DocxWidth
{
    /// <summary>Chinese characters and full-width marks count one, Latin letters and digits half.</summary>
    public static decimal Characters(string text) => text.Sum(c => c < '\u2E80' && c is not ('—' or '〔' or '〕' or '“' or '”') ? 0.5m : 1m);
}
