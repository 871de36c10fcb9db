using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Shell;

namespace Yinfeng.Pending;

internal sealed record PendingListJson(int Total, int Page, int Overdue, IReadOnlyDictionary<string, int> Counts, IEnumerable<PendingRowJson> Matters)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static PendingListJson Of(PendingList list) => new(list.Total, list.Filter.Page, list.Overdue,
        list.Counts.ToDictionary(c => JsonNamingPolicy.CamelCase.ConvertName(c.Key.ToString()), c => c.Value), list.Rows.Select(PendingRowJson.Of));
}

internal sealed record PendingRowJson(PendingKind Kind, string Title, string Unit, string At, IReadOnlyList<string> People, DateOnly Since, int Days, DateOnly? Limit,
    int? DaysLate, long? ProjectId, string Href)
{
    public static PendingRowJson Of(PendingRow row) => new(row.Matter.Kind, row.Matter.Title, row.UnitName, row.AtUnitName, row.People, row.Matter.Since, row.Days, row.Limit,
        row.IsOverdue ? row.DaysLate : null, row.Matter.ProjectId, row.Matter.Href);
}
