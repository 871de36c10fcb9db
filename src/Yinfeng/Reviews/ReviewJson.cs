using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinfeng.Reviews;

internal sealed record ReviewListJson(int Total, int Page, IEnumerable<ReviewRowJson> Reviews)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static ReviewListJson Of(ReviewList list) => new(list.Total, list.Filter.Page, list.Rows.Select(ReviewRowJson.Of));
}

internal sealed record ReviewRowJson(long Id, string Name, long ProjectId, string Project, string Owner, string Unit, string Subject, ReviewState State,
    ReviewOutcome? Outcome, DateOnly OpenedOn, DateOnly Deadline, int Asked, int Given, bool Owed, DateOnly? ClosedOn, int? Number)
{
    public static ReviewRowJson Of(ReviewRow row) => new(row.Review.Id, ReviewTerms.Name(row.Review), row.Review.ProjectId, row.ProjectName, row.OwnerName, row.UnitName,
        row.Review.Subject, row.Review.State, row.Review.Outcome, row.Review.OpenedOn, row.Review.Deadline, row.Asked, row.Given, row.IsOwed, row.Review.ClosedOn,
        row.Review.Number);
}

/// <summary>One review; what other units said is left out for whoever may not read it yet.</summary>
internal sealed record ReviewJson(long Id, string Name, long ProjectId, string Project, string Unit, string Subject, string? Background, ReviewState State,
    ReviewOutcome? Outcome, string? Conclusion, DateOnly OpenedOn, string OpenedBy, DateOnly Deadline, string? ClosedBy, DateOnly? ClosedOn, int Version,
    IEnumerable<SeatJson> Units, IEnumerable<MaterialJson> Materials, IEnumerable<long> Resolutions, OpinionFacts? Draft)
{
    public static ReviewJson Of(ReviewView view)
    {
        var r = view.Review;
        return new(r.Id, view.Name, r.ProjectId, view.Project.Name, view.UnitName, r.Subject, r.Background, r.State, r.Outcome, r.Conclusion, r.OpenedOn, r.OpenedByName,
            r.Deadline, r.ClosedByName, r.ClosedOn, r.Version, view.Seats.Select(SeatJson.Of), view.Materials.Select(m => new MaterialJson(m.Id, m.FileName)),
            view.Resolutions.Select(x => x.Id), view.Draft is { } draft ? OpinionFacts.FromJson(draft.Fields) : null);
    }
}

internal sealed record MaterialJson(long EvidenceId, string FileName);

internal sealed record SeatJson(string Unit, bool Given, bool Missing, OpinionVerdict? Verdict, string? Text, string? By, DateOnly? On, bool? Late,
    IEnumerable<ConditionJson> Conditions, int Earlier)
{
    public static SeatJson Of(SeatView seat) => new(seat.UnitName, seat.Given, seat.Seat.IsMissing, seat.Opinion?.Verdict, seat.Opinion?.Text, seat.Opinion?.Name,
        seat.Opinion?.On, seat.Opinion?.IsLate, seat.Conditions.Select(c => new ConditionJson(c.Id, c.Text, c.UnitId, c.Deadline, c.ResolutionId)), seat.Earlier.Count);
}

internal sealed record ConditionJson(long Id, string Text, long UnitId, DateOnly? Deadline, long? ResolutionId);
