using System.Text.Encodings.Web;
using System.Text.Json;

namespace Yinfeng.Enterprises;

internal static class EnterpriseJson
{
    /// <summary>As printed and stored: Chinese as it is.</summary>
    public static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
