namespace Yinfeng.Lights;

/// <summary>Words and lamp kinds of the colours.</summary>
internal static class LightTerms
{
    public static readonly LightColour[] WorstFirst = [LightColour.Red, LightColour.Yellow, LightColour.Green, LightColour.None];

    public static string Of(LightColour colour) => colour switch
    {
        LightColour.Red => "红",
        LightColour.Yellow => "黄",
        LightColour.Green => "绿",
        _ => "未评",
    };

    /// <summary>"红灯", "未评".</summary>
    public static string Named(LightColour colour) => colour == LightColour.None ? "未评" : Of(colour) + "灯";

    /// <summary>As the lamp component takes it.</summary>
    public static string Kind(LightColour colour) => colour switch
    {
        LightColour.Red => "r",
        LightColour.Yellow => "y",
        LightColour.Green => "g",
        _ => "n",
    };

    /// <summary>The lamp's shape, as the lamp component draws it.</summary>
    public static string Shape(LightColour colour) => colour switch
    {
        LightColour.Green => """<svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="#2E9E68"/></svg>""",
        LightColour.Yellow => """<svg viewBox="0 0 10 10" aria-hidden="true"><path d="M5 .5 10 9.5H0z" fill="#BF8510"/></svg>""",
        LightColour.Red => """<svg viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" rx="1" fill="#CF3A30"/></svg>""",
        _ => """<svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="4" fill="none" stroke="#647184"/></svg>""",
    };

    /// <summary>"red", "红" or "红灯"; null for anything else.</summary>
    public static LightColour? Read(string? text) => text?.Trim().TrimEnd('灯').ToUpperInvariant() switch
    {
        "RED" or "红" => LightColour.Red,
        "YELLOW" or "黄" => LightColour.Yellow,
        "GREEN" or "绿" => LightColour.Green,
        "NONE" or "未评" => LightColour.None,
        _ => null,
    };
}
