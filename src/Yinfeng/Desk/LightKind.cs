using Yinfeng.Lights;

namespace Yinfeng.Desk;

/// <summary>The letter by which <c>Lamp</c> knows a light.</summary>
internal static class LightKind
{
    public static string Of(Light? light) => light?.Colour switch
    {
        LightColour.Green => "g",
        LightColour.Yellow => "y",
        LightColour.Red => "r",
        _ => "n",
    };
}
