using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>The form of a task, letter by letter as typed; a draft keeps it, a result is read from it.</summary>
/// <param name="Result">Name of an <see cref="InspectionResult"/>.</param>
/// <param name="Latitude">Degrees, WGS 84, as the phone wrote them.</param>
/// <param name="Findings">Texts by kind of finding; a kind that is here was ticked, whatever its text.</param>
public sealed record TaskForm(string Result, string VisitedOn, string Place, string Latitude, string Longitude, string Remark,
    IReadOnlyDictionary<string, string> Findings)
{
    public const int LongestText = 2_000;
    public static readonly TaskForm Empty = new("", "", "", "", "", "", new Dictionary<string, string>());

    [JsonIgnore]
    public string Text => JsonSerializer.Serialize(this, DrawFile.Json);
    public static TaskForm Read(string text) => JsonSerializer.Deserialize<TaskForm>(text, DrawFile.Json) ?? Empty;

    /// <summary>Every text of the form, to measure.</summary>
    public IEnumerable<(string Field, string Value)> All() =>
    [
        ("result", Result), ("visitedOn", VisitedOn), ("place", Place), ("latitude", Latitude), ("longitude", Longitude),
            ("remark", Remark),
        .. Findings.Select(f => ($"finding.{f.Key}", f.Value)),
    ];

    [JsonIgnore]
    public DateOnly? Day => DateOnly.TryParseExact(VisitedOn.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
        out var day) ? day : null;

    [JsonIgnore]
    public InspectionResult? Outcome => Enum.TryParse<InspectionResult>(Result, ignoreCase: true, out var result) && Enum.IsDefined(result)
        ? result : null;

    /// <summary>Millionths of a degree; null where there is none or it is none.</summary>
    public static int? Micro(string text, int most) =>
        decimal.TryParse(text.Trim(), NumberStyles.Number, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? (int)decimal.Round(degrees * 1_000_000) : null;
}
