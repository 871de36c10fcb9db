using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinfeng.Visits;

internal sealed record VisitListJson(int Total, int Page, int Open, int Late, IEnumerable<VisitJson> Visits, IEnumerable<object> Counts)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    public static VisitListJson Of(VisitList list) => new(list.Total, list.Filter.Page, list.Open, list.Late, list.Rows.Select(r => VisitJson.Of(r, list.Today)),
        list.Counts.Select(c => new { unit = c.UnitName, c.UnitCode, months = list.Months.Zip(c.Counts, (month, visits) => new { month = month.ToString(), visits }) }));
}

/// <summary>A visit; lead and project only where the viewer may see them.</summary>
internal sealed record VisitJson(long Id, DateOnly On, VisitKind Kind, string Company, string? CreditCode, string? Place, string Unit, string UnitCode, string? Posts,
    string Content, string? NextStep, DateOnly? NextDue, int LateDays, DateOnly? NextDoneOn, string? Outcome, long? LeadId, string? Lead,
    long? ProjectId, string? Project, int Version)
{
    public ContactJson? Contact { get; init; }

    public static VisitJson Of(VisitRow row, DateOnly today)
    {
        var v = row.Visit;
        return new(v.Id, v.On, v.Kind, v.Company, v.CreditCode, v.Place, row.UnitName, row.UnitCode, v.Posts, v.Content, v.NextStep, v.NextDue,
            v.LateDays(today), v.NextDoneOn, v.Outcome, row.Lead is null ? null : v.LeadId, row.Lead, row.Project is null ? null : v.ProjectId, row.Project, v.Version);
    }

    public static VisitJson Of(VisitView view) => Of(view.Row, view.Today) with { Contact = view.Contact is { } contact ? ContactJson.Of(contact) : null };
}

/// <param name="Open">False where the person is masked.</param>
internal sealed record ContactJson(long Id, string Company, string? CreditCode, string Unit, string Name, string? Post, string? Telephone, bool Open)
{
    public static ContactJson Of(ContactLine line) => new(line.Contact.Id, line.Contact.Company, line.Contact.CreditCode, line.UnitName, line.Person.Name, line.Person.Post,
        line.Person.Telephone, line.IsOpen);
}
