using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Rows of GET /api/projects, written once per row and then copied.</summary>
internal static class LedgerJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(LedgerRow row)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("id", row.Id);
            json.WriteString("name", row.Name);
            json.WriteString("investor", row.Investor);
            json.WriteNumber("ownerUnitId", row.OwnerUnitId);
            json.WriteString("ownerUnit", row.OwnerName);
            json.WriteString("industry", row.Industry);
            json.WriteString("stage", Camel(row.Stage.ToString()));
            json.WriteString("status", Camel(row.Status.ToString()));
            json.WriteString("kind", row.Kind is { } kind ? Camel(kind.ToString()) : null);
            json.WriteString("origin", Camel(row.Origin.ToString()));
            Amount(json, "totalInvestmentWan", row.TotalInvestmentFen);
            Amount(json, "fundsWan", row.FundsFen);
            json.WriteString("currency", row.Currency);
            json.WriteString("signedOn", row.SignedOn?.ToString());
            json.WriteString("inStageSince", row.InStageSince?.ToString());
            json.WriteString("serviceOfficer", row.ServiceOfficer);
            json.WriteBoolean("hasProblems", row.HasProblems);
            json.WriteBoolean("isSample", row.IsSample);
            json.WriteString("updatedAt", row.UpdatedAtUtc);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Amount(Utf8JsonWriter json, string name, long? fen)
    {
        if (fen is { } value)
        {
            json.WriteNumber(name, Money.ToWan(value));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
