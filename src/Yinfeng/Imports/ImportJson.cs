using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>How rows, problems and changes of an import look in JSON: the shapes of `import ledger --json`.</summary>
internal static class ImportJson
{
    /// <summary>For what is kept in the database.</summary>
    public static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Name(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Stored => "stored",
        RowOutcome.Updated => "updated",
        RowOutcome.Merged => "merged",
        _ => "refused",
    };

    /// <summary>The fields read, as one object: the ten that are always there, then whatever else the row states.</summary>
    public static void Fields(Utf8JsonWriter json, LedgerRow row)
    {
        json.WriteStartObject();
        json.WriteString("project_name", row.ProjectName);
        json.WriteString("investor", row.Investor);
        json.WriteString("unit", row.Unit);
        json.WriteString("adcode", row.Adcode);
        Wan(json, "total_investment_wan", row.TotalInvestment, always: true);
        json.WriteString("currency", row.Currency);
        json.WriteString("signed_on", row.SignedOn?.ToString());
        json.WriteString("started_on", row.StartedOn?.ToString());
        json.WriteString("producing_on", row.ProducingOn?.ToString());
        json.WriteString("stage", row.Stage);
        Wan(json, "fixed_investment_wan", row.FixedInvestmentFen);
        Text(json, "investor_place", row.InvestorPlace);
        Text(json, "investor_origin", row.InvestorOrigin == InvestorOrigin.Unknown ? null : row.InvestorOrigin.ToString());
        Text(json, "kind", row.Kind switch { InvestmentKind.FixedAsset => "fixed", InvestmentKind.NonFixedAsset => "non-fixed", _ => null });
        Text(json, "industry", row.Industry);
        Text(json, "content", row.Content);
        Text(json, "remark", row.Remark);
        Yes(json, "signed_online", row.SignedOnline);
        Yes(json, "signed_planned", row.SignedPlanned);
        Yes(json, "started_planned", row.StartedPlanned);
        Yes(json, "producing_planned", row.ProducingPlanned);
        Yes(json, "is_sample", row.IsSample);
        if (row.HasMore)
        {
            foreach (var (name, text) in row.More)
            {
                json.WriteString(name, text);
            }
        }
        if (row.HasMonths)
        {
            json.WriteStartObject("funds_wan");
            foreach (var month in row.Months)
            {
                json.WriteNumber(month.Month.ToString(), Money.ToWan(month.FundsFen));
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    public static void Problems(Utf8JsonWriter json, IEnumerable<RowProblem> problems)
    {
        json.WriteStartArray();
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("field", problem.Field);
            json.WriteString("reason", problem.Reason);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>What changed on the stored project: 万元 as numbers, everything else as text.</summary>
    public static void Changes(Utf8JsonWriter json, IEnumerable<FieldChange> changes)
    {
        json.WriteStartArray();
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("field", change.Field);
            Value(json, "before", change.Field, change.Before);
            Value(json, "after", change.Field, change.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, string property, string field, string? text)
    {
        json.WritePropertyName(property);
        var money = field.StartsWith("funds:", StringComparison.Ordinal);
        JsonSerializer.Serialize(json, money && text is not null
            ? Money.ToWan(long.Parse(text, CultureInfo.InvariantCulture))
            : money ? null : LedgerFacts.ByName[field].Json(text));
    }

    private static void Wan(Utf8JsonWriter json, string name, long? amount, bool always = false)
    {
        if (amount is { } fen)
        {
            json.WriteNumber(name, Money.ToWan(fen));
        }
        else if (always)
        {
            json.WriteNull(name);
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Yes(Utf8JsonWriter json, string name, bool yes)
    {
        if (yes)
        {
            json.WriteBoolean(name, true);
        }
    }
}

/// <summary>Makes JSON texts for many rows with one buffer. Not for use by two threads at once.</summary>
internal sealed class RowTexts : IDisposable
{
    private readonly System.Buffers.ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    public RowTexts() => _json = new Utf8JsonWriter(_buffer, ImportJson.Writer);

    public string Of(Action<Utf8JsonWriter> write)
    {
        write(Begin());
        return Encoding.UTF8.GetString(End());
    }

    /// <summary>Starts a text anew.</summary>
    public Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        return _json;
    }

    /// <summary>The text since <see cref="Begin"/>; valid until the next.</summary>
    public ReadOnlySpan<byte> End()
    {
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();
}
