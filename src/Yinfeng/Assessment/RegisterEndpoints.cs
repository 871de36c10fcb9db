using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using static Yinfeng.Assessment.EditionEndpoints;

namespace Yinfeng.Assessment;

/// <summary>REST for schemes, entries by hand and targets of leaders.</summary>
internal static class RegisterEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/assessment").WithTags("Assessment");
        api.MapGet("/schemes", async (HttpContext http, RegisterQueries register, CancellationToken ct) => TypedResults.Json(
            (await register.SchemesAsync(http.Viewer(), ct)).Select(s => new SchemeJson(s.Id, s.Code, s.Name, s.UnitCode, s.ValidFrom, s.ValidTo, s.Document, s.Source, s.IsExample,
                [.. s.Items.Select(i => new SchemeItemJson(i.Code, i.Name, i.Weight, i.Indicator, i.Points.Source.Text))])), ScoresJson.Options))
            .Need(Rights.See).WithName("ListSchemes").WithSummary("Every version of every scheme").Produces<IEnumerable<SchemeJson>>();
        api.MapPost("/schemes/check", IResult (ProposeScheme propose, SchemeBody body) => propose.Check(body.Text) is { Value: { } read }
            ? TypedResults.Ok(new { schemes = read.Select(s => s.Id) }) : Problems.Refused(propose.Check(body.Text)))
            .Need(Rights.See).WithName("CheckScheme").WithSummary("Read a scheme; every mistake with its line").Produces(200).ProducesProblem(422);
        api.MapPost("/schemes", async (HttpContext http, ProposeScheme propose, SchemeBody body, CancellationToken ct) =>
            Made(await propose.RunAsync(http.Viewer(), body.Unit, body.Text, body.Note, ct), "/assessment/schemes/")).Need(Rights.Verify).WithName("ProposeScheme")
            .WithSummary("Hand in a scheme for somebody else to approve").Produces(201).ProducesProblem(422);
        api.MapPost("/schemes/{id:long}/approve", async (HttpContext http, DecideScheme decide, long id, CancellationToken ct) =>
            Done(await decide.RunAsync(http.Viewer(), id, true, null, ct))).Need(Rights.Approve).WithName("ApproveScheme")
            .WithSummary("Put a scheme in force; not by whoever proposed it").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/schemes/{id:long}/return", async (HttpContext http, DecideScheme decide, long id, ReasonBody body, CancellationToken ct) =>
            Done(await decide.RunAsync(http.Viewer(), id, false, body.Reason, ct))).Need(Rights.Approve).WithName("ReturnScheme")
            .WithSummary("Send a scheme back").Produces(204).Produces(404).ProducesProblem(422);
        api.MapGet("/entries", async (HttpContext http, RegisterQueries register, CancellationToken ct) =>
            TypedResults.Json(await register.EntriesAsync(http.Viewer(), ct), ScoresJson.Options)).Need(Rights.See).WithName("ListScoreEntries")
            .WithSummary("Points and vetoes entered by hand").Produces<IReadOnlyList<EntryLine>>();
        api.MapPost("/entries", async (HttpContext http, EnterPoints enter, EntryFacts facts, CancellationToken ct) =>
            Made(await enter.RunAsync(http.Viewer(), facts, ct), null)).Need(Rights.Verify).WithName("EnterPoints")
            .WithSummary("Enter points or a veto with reason and document").Produces(201).ProducesProblem(422);
        api.MapPost("/entries/{id:long}/confirm", async (HttpContext http, DecideEntry decide, long id, CancellationToken ct) =>
            Done(await decide.RunAsync(http.Viewer(), id, true, null, ct))).Need(Rights.Approve).WithName("ConfirmPoints")
            .WithSummary("Confirm what somebody else entered").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/entries/{id:long}/withdraw", async (HttpContext http, DecideEntry decide, long id, ReasonBody body, CancellationToken ct) =>
            Done(await decide.RunAsync(http.Viewer(), id, false, body.Reason, ct))).Need(Rights.Approve).WithName("WithdrawPoints")
            .WithSummary("Take an entry back, with a reason").Produces(204).Produces(404).ProducesProblem(422);
        api.MapGet("/leaders", async (HttpContext http, RegisterQueries register, string period, CancellationToken ct) =>
            AssessmentEndpoints.Month(period) is { } month ? TypedResults.Json((await register.LeadersAsync(http.Viewer(), month, ct)).Select(LeaderJson.Of), ScoresJson.Options)
                : AssessmentEndpoints.WrongMonth(period)).Need(Rights.See).WithName("ListLeaderTargets")
            .WithSummary("Targets of leaders with what their projects came to").Produces<IEnumerable<LeaderJson>>().ProducesProblem(400);
        api.MapPut("/leaders", async (HttpContext http, SetLeaderTarget set, LeaderTargetFacts facts, CancellationToken ct) =>
            Done(await set.RunAsync(http.Viewer(), facts, ct))).Need(Rights.Approve).WithName("SetLeaderTarget")
            .WithSummary("Set a leader's target; both levels empty takes it away").Produces(204).ProducesProblem(422);
    }

    internal sealed record SchemeBody(string? Unit, string? Text, string? Note);

    internal sealed record SchemeJson(string Id, string Code, string Name, string? Unit, DateOnly From, DateOnly? To, string? Document, string Source, bool Example,
        IReadOnlyList<SchemeItemJson> Items);

    internal sealed record SchemeItemJson(string Code, string Name, decimal Weight, string Indicator, string Formula);

    internal sealed record LeaderJson(string Unit, string Person, int Year, string Indicator, decimal? Base, decimal? Stretch, decimal? Value, string Document)
    {
        public static LeaderJson Of(LeaderTargetLine line) => new(line.UnitCode, line.Target.Person, line.Target.Year, line.Indicator.Code, line.Base, line.Stretch, line.Value,
            line.Target.Document);
    }
}
