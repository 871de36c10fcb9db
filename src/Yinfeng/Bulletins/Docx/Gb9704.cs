namespace Yinfeng.Bulletins.Docx;

/// <summary>Measures of GB/T 9704-2012 (党政机关公文格式) in twips (1/20 pt, 1440 to the inch).</summary>
internal static class Gb9704
{
    /// <summary>A4, 210 × 297 mm.</summary>
    public const int PageWidth = 11906, PageHeight = 16838;

    /// <summary>Top 37 mm, left 28 mm; the type area is 156 × 225 mm. Its width is 28 characters of 15.8 pt, so 0.07 mm are added on the right.</summary>
    public const int Top = 2098, Left = 1587, Right = 1470, Bottom = 1984;
    public const int TypeWidth = PageWidth - Left - Right;

    /// <summary>22 lines in 225 mm: 28.95 pt each.</summary>
    public const int LinePitch = 579;

    /// <summary>Lines of a title: 2号 with a tenth of lead and more.</summary>
    public const int TitleLine = 640;

    /// <summary>3号 is 16 pt; 28 of them fit into 156 mm when each gives up 0.2 pt.</summary>
    public const int CharacterSpacing = -4;
    public const int CharacterWidth = 16 * 20 + CharacterSpacing;

    /// <summary>Sizes in half points: 2号, 3号, 4号, and 五号 for tables.</summary>
    public const int Size2 = 44, Size3 = 32, Size4 = 28, SizeTable = 21;

    /// <summary>The red mark of the office stands 35 mm below the top of the type area.</summary>
    public const int BannerBefore = 1984;

    /// <summary>The largest character of the red mark is 22 mm wide.</summary>
    public const int BannerLargest = 124;

    /// <summary>The red rule stands 4 mm below the number.</summary>
    public const int RuleSpacePoints = 11;

    /// <summary>The dash of the page number stands 7 mm below the type area: the footer's edge in a line of 16 pt.</summary>
    public const int Footer = 1429, FooterLine = 320;

    public const string Red = "FF0000";
}
