using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinfeng.Lights;

/// <summary>Lights as JSON: what the command prints, REST answers and a bulletin keeps.</summary>
public sealed record LightsJson(string Period, string Unit, string UnitName, string RulesVersion, LightCounts Counts,
    IEnumerable<UnitLight> Units, IEnumerable<ProjectLight> Projects)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static LightsJson Of(LightsView view) => new(view.Period.ToString(), view.Unit.Code, view.Unit.Name, view.RulesVersion, view.Counts,
        view.Units, view.Projects);
}
