using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Yinfeng.Enterprises;

internal static class EnterpriseJson
{
    /// <summary>As printed and stored: Chinese as it is.</summary>
    public static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(EnterpriseJsonTypes.Default, new DefaultJsonTypeInfoResolver()),
    };
}

/// <summary>What commands print once before they end: compiled with the program, where looking at the types takes a tenth of a second.</summary>
[JsonSerializable(typeof(EnterpriseReport))]
[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class EnterpriseJsonTypes : JsonSerializerContext;
