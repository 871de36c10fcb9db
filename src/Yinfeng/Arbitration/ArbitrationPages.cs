using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Arbitration.Pages;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Shell;

namespace Yinfeng.Arbitration;

/// <summary>List, case and forms. A refused form comes back with 422 and everything typed.</summary>
internal static class ArbitrationPages
{
    private static readonly string[] Kept = ["statement", "reason", "outcome", "kept", "other", "from", "until"];

    private static readonly Dictionary<string, string> Outcomes = new()
    {
        ["raised"] = "已立案，双方限时认领。", ["kept"] = "草稿已存。", ["claimed"] = "已认领，期满或双方都回应后由上级裁决。", ["given-up"] = "已放弃。",
        ["proposed"] = "协商方案已提给对方。", ["agreed"] = "双方协商一致，已按方案办理。", ["refused"] = "已答复不同意，争议继续。", ["opened"] = "已立案，双方限时认领。",
        ["ruled"] = "已裁定，已按裁定办理。", ["appealed"] = "已申请复议。",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/arbitration").ExcludeFromDescription();
        pages.MapGet("", async (HttpContext http, ArbitrationQueries queries, CancellationToken ct) => PageResults.Page<ClaimsPage>(new
        {
            List = await queries.ListAsync(http.Viewer(), Filter(http.Request.Query), ct), MayRaise = http.Viewer().May(Rights.Report), Done = Outcome(http),
        })).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, ArbitrationQueries queries, CancellationToken ct) =>
            Results.File(ArbitrationSheets.Write(await queries.ListAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1, Size = 100_000 }, ct)),
                ArbitrationSheets.Type, "归属争议.xlsx")).Need(Rights.See).Exports("claims");
        pages.MapGet("/new", (HttpContext http) => PageResults.Page<RaisePage>(new { Typed = new Objection(http.Request.Query["own"], null, null) })).Need(Rights.Report);
        pages.MapPost("", async (HttpContext http, RaiseClaim raise, IFormCollection form, CancellationToken ct) =>
        {
            var typed = new Objection(form["own"], form["otherUnit"], form["reason"]);
            var made = await raise.RunAsync(http.Viewer(), typed, ct);
            return made.Allowed ? PageResults.See($"/arbitration/{made.Value}?done=raised")
                : PageResults.Page<RaisePage>(new { Typed = typed, made.Unmet }, StatusCodes.Status422UnprocessableEntity);
        }).Need(Rights.Report);
        pages.MapGet("/{id:long}", (HttpContext http, Answer answer, long id, CancellationToken ct) => answer.ShowAsync(http, id, null, null, [], ct)).Need(Rights.See);
        pages.MapGet("/{id:long}/ruling", RulingAsync).Need(Rights.See).Exports("claim-ruling", "claim:{id}");
        pages.MapPost("/{id:long}/draft", DraftAsync).Need(Rights.See);
        MapWrites(pages);
    }

    private static void MapWrites(RouteGroupBuilder pages)
    {
        pages.MapPost("/{id:long}/answer", (HttpContext http, Answer a, AnswerClaim write, long id, IFormCollection form, CancellationToken ct) =>
            a.AfterAsync(http, id, "answer", form, form["act"] == "give-up" ? "given-up" : "claimed",
                () => write.RunAsync(http.Viewer(), id, form["act"] == "give-up", form["statement"], ct), ct)).Need(Rights.Report);
        pages.MapPost("/{id:long}/propose", (HttpContext http, Answer a, SettleClaim write, long id, IFormCollection form, CancellationToken ct) =>
            a.AfterAsync(http, id, "propose", form, "proposed", () => write.ProposeAsync(http.Viewer(), id, Terms(form), ct), ct)).Need(Rights.Approve);
        pages.MapPost("/{id:long}/proposal", (HttpContext http, Answer a, SettleClaim write, long id, IFormCollection form, CancellationToken ct) =>
            a.AfterAsync(http, id, "proposal", form, form["accept"] == "yes" ? "agreed" : "refused", () => write.AnswerAsync(http.Viewer(), id, form["accept"] == "yes", ct), ct))
            .Need(Rights.Approve);
        pages.MapPost("/{id:long}/open", (HttpContext http, Answer a, RuleClaim write, long id, IFormCollection form, CancellationToken ct) =>
            a.AfterAsync(http, id, "open", form, "opened", () => write.OpenAsync(http.Viewer(), id, ct), ct)).Need(Rights.Approve);
        pages.MapPost("/{id:long}/rule", (HttpContext http, Answer a, RuleClaim write, long id, IFormCollection form, CancellationToken ct) =>
            a.AfterAsync(http, id, "rule", form, "ruled", () => write.RunAsync(http.Viewer(), id, Terms(form), form["reason"], ct), ct)).Need(Rights.Approve);
        pages.MapPost("/{id:long}/appeal", (HttpContext http, Answer a, AppealClaim write, long id, IFormCollection form, CancellationToken ct) =>
            a.AfterAsync(http, id, "appeal", form, "appealed", () => write.RunAsync(http.Viewer(), id, form["reason"], ct), ct)).Need(Rights.Report);
    }

    private static async Task<IResult> DraftAsync(HttpContext http, AnswerClaim write, TimeProvider clock, long id, IFormCollection form, CancellationToken ct) =>
        await write.KeepAsync(http.Viewer(), id, Fields(form), ct) is var saved && saved.Allowed
            ? Results.Ok(new { savedAt = BusinessTime.Show(saved.Value, clock) }) : Problems.Refused(saved);

    private static async Task<IResult> RulingAsync(HttpContext http, ArbitrationQueries queries, long id, int? round, CancellationToken ct) =>
        await queries.GetAsync(http.Viewer(), id, ct) is { } view && view.Rulings.FirstOrDefault(r => r.Round == (round ?? view.Rulings.Count)) is { } ruling
            ? Results.File(RulingDocument.Write(view, ruling), RulingDocument.Type, $"{(ruling.Round == 2 ? "复议决定书" : "裁定书")} {ruling.Number}.docx") : Results.NotFound();

    private static ClaimFilter Filter(IQueryCollection query) => new(Enum.TryParse<ClaimState>(query["state"], out var state) ? state : null,
        query["state"].ToString().Length == 0 && query["all"] != "1", query["unit"], int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1);

    private static TypedTerms Terms(IFormCollection form) => new(form["outcome"], form["kept"], form["other"], form["from"], form["until"]);

    private static string? Outcome(HttpContext http) => Outcomes.GetValueOrDefault(http.Request.Query["done"].ToString());

    internal static Dictionary<string, string> Fields(IFormCollection form) => Kept.Where(form.ContainsKey).ToDictionary(k => k, k => form[k].ToString());

    /// <summary>Answers with the page of a case, fresh or with a refused form in it.</summary>
    internal sealed class Answer(ArbitrationQueries queries, AnswerClaim drafts)
    {
        public async Task<IResult> ShowAsync(HttpContext http, long id, string? part, IFormCollection? form, IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
            await queries.GetAsync(http.Viewer(), id, ct) is { } view
                ? PageResults.Page<ClaimPage>(new
                {
                    View = view, Part = part, Form = form is null ? null : (IReadOnlyDictionary<string,
                    string?>)FormState.Texts(form), Unmet = unmet, Done = Outcome(http)
                },
                    unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
                : Results.NotFound();

        /// <summary>After a write: back to the case, or the page with the refused form. 存草稿 only keeps what was typed.</summary>
        public async Task<IResult> AfterAsync(HttpContext http, long id, string part, IFormCollection form, string done, Func<Task<Decision>> write, CancellationToken ct)
        {
            var keep = form["act"] == "keep";
            var decision = keep ? await drafts.KeepAsync(http.Viewer(), id, Fields(form), ct) : await write();
            return decision.Allowed ? PageResults.See($"/arbitration/{id}?done={(keep ? "kept" : done)}") : await ShowAsync(http, id, part, form, decision.Unmet, ct);
        }
    }
}
