using System.Text.Encodings.Web;
using System.Text.Json;

namespace Yinfeng.Reports;

/// <summary>How reports are printed as JSON.</summary>
internal static class ReportJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
