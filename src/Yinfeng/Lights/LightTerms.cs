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
