using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Promises;

internal sealed record PromiseListJson(int Total, int Page, PromiseCounts Counts, IEnumerable<PromiseJson> Promises)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    public static PromiseListJson Of(PromiseList list) => new(list.Total, list.Filter.Page, list.Counts, list.Rows.Select(r => PromiseJson.Of(r, list.Today)));
}

/// <summary>A promise; its amount in 万元 with all digits.</summary>
internal sealed record PromiseJson(long Id, string To, long? ProjectId, string? Project, string? CreditCode, PromiseOrigin Origin, string Source, string Text, decimal? AmountWan,
    long UnitId, string Unit, Role Post, string PostName, IReadOnlyList<string> Holders, DateOnly PromisedOn, DateOnly Due, string? FirstDue, PromiseState State, bool Late,
    string? Report, string? Proof, DateOnly? ReportedOn, DateOnly? ClosedOn, long? GrantId, int Version)
{
    public IEnumerable<object>? Steps { get; init; }
    public IEnumerable<object>? Held { get; init; }

    public static PromiseJson Of(PromiseRow row, DateOnly today)
    {
        var p = row.Promise;
        return new(p.Id, p.To, row.ProjectName is null ? null : p.ProjectId, row.ProjectName, p.CreditCode, p.Origin, p.Source, p.Text,
            p.AmountFen is { } fen ? Money.ToWan(fen) : null, p.UnitId, row.UnitName, p.Post, Roles.Name(p.Post), row.Holders, p.PromisedOn, p.Due, row.First, p.State,
            p.IsLate(today), p.Report, p.Proof, p.ReportedOn, p.ClosedOn, p.GrantId, p.Version);
    }

    public static PromiseJson Of(PromiseView view) => Of(view.Row, view.Today) with
    {
        Steps = view.Steps.Select(s => new { s.Act, s.On, By = s.Name, s.Text, s.Before, s.After }),
        Held = view.Held.Select(h => new { h.Name, h.From, h.Until, Present = h.IsPresent }),
    };
}
