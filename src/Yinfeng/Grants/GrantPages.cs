using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Grants.Pages;
using Yinfeng.Kernel;
using Yinfeng.Policies;
using Yinfeng.Projects;
using Yinfeng.Shell;

namespace Yinfeng.Grants;

/// <summary>The list of grants, the form for a new one, one grant with what may be done, and budgets.</summary>
internal static class GrantPages
{
    private const int MostInWorkbook = 100_000;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/grants").ExcludeFromDescription();
        group.MapGet("", async (HttpContext http, GrantQueries grants, CancellationToken ct) =>
            PageResults.Page<GrantsPage>(new { List = await grants.ListAsync(http.Viewer(), Filter(http.Request.Query), ct) }))
                .Need(Rights.See);
        group.MapGet("/export", async (HttpContext http, GrantQueries grants, CancellationToken ct) =>
            GrantSheet.Of(await grants.ListAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1, Size = MostInWorkbook }, ct)))
                .Need(Rights.See).Exports("grants");
        group.MapGet("/new", NewAsync).Need(Rights.Report);
        group.MapPost("", ApplyAsync).Need(Rights.Report);
        group.MapGet("/{id:long}", (HttpContext http, GrantQueries grants, long id, CancellationToken ct) =>
            ShowAsync(http, grants, id, null, [], ct)).Need(Rights.See);
        group.MapGet("/{id:long}/edit", EditAsync).Need(Rights.Report);
        group.MapPost("/{id:long}/edit", AgainAsync).Need(Rights.Report);
        Decisions(group);
        Money(group);
        group.MapPost("/{id:long}/files", FileAsync).Need(Rights.Report)
            .WithMetadata(new RequestSizeLimitAttribute(EvidenceEndpoints.LargestBody))
                .WithFormOptions(multipartBodyLengthLimit: EvidenceEndpoints.LargestBody);
        group.MapGet("/{id:long}/files/{file:long}", GrantEndpoints.FileAsync).Need(Rights.See).Exports("grant-file", "grant:{id}");
        group.MapGet("/budgets", (HttpContext http, BudgetQueries budgets, string? year, string? estimate, CancellationToken ct) =>
            BudgetsAsync(http, budgets, Year(year), estimate == "1", null, [], ct)).Need(Rights.See);
        group.MapGet("/budgets/export", async (HttpContext http, BudgetQueries budgets, string? year, string? estimate,
            CancellationToken ct) =>
            GrantSheet.Of(await budgets.OnAsync(http.Viewer(), Year(year), estimate == "1", ct))).Need(Rights.See).Exports("grant-budgets");
        group.MapPost("/budgets", BudgetAsync).Need(Rights.Approve);
    }

    private static void Decisions(RouteGroupBuilder group)
    {
        group.MapPost("/{id:long}/verify", async (HttpContext http, GrantQueries grants, VerifyGrant verify, long id, IFormCollection form,
            CancellationToken ct) =>
            await grants.GetAsync(http.Viewer(), id, ct) is { } view ? await DoneAsync(http, grants, id, "verify", form,
                verify.RunAsync(http.Viewer(), id, GrantForms.Version(form), GrantForms.Checked(form, view.Facts), form["remark"], ct), ct)
                    : Results.NotFound()).Need(Rights.Verify);
        group.MapPost("/{id:long}/return", (HttpContext http, GrantQueries grants, TurnGrant turn, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "return", form, turn.ReturnAsync(http.Viewer(), id, form["reason"], ct), ct)).Need(Rights.Verify);
        group.MapPost("/{id:long}/approve", (HttpContext http, GrantQueries grants, ApproveGrant approve, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "approve", form, approve.RunAsync(http.Viewer(), id, GrantForms.Version(form),
                GrantForms.Approval(form), ct), ct)).Need(Rights.Approve);
        group.MapPost("/{id:long}/send-back", (HttpContext http, GrantQueries grants, TurnGrant turn, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "send-back", form, turn.SendBackAsync(http.Viewer(), id, form["reason"], ct), ct))
                .Need(Rights.Approve);
        group.MapPost("/{id:long}/refuse", (HttpContext http, GrantQueries grants, TurnGrant turn, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "refuse", form, turn.RefuseAsync(http.Viewer(), id, form["reason"], ct), ct)).Need(Rights.Approve);
        group.MapPost("/{id:long}/withdraw", (HttpContext http, GrantQueries grants, TurnGrant turn, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "withdraw", form, turn.WithdrawAsync(http.Viewer(), id, form["reason"], ct), ct))
                .Need(Rights.Report);
    }

    private static void Money(RouteGroupBuilder group)
    {
        group.MapPost("/{id:long}/plan", (HttpContext http, GrantQueries grants, PlanGrant plan, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "plan", form, plan.RunAsync(http.Viewer(), id, GrantForms.Version(form), GrantForms.Plan(form),
                form["reason"], ct), ct)).Need(Rights.Approve);
        group.MapPost("/{id:long}/pay", (HttpContext http, GrantQueries grants, PayGrant pay, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "pay", form, pay.RunAsync(http.Viewer(), id, GrantForms.Payment(form), ct), ct))
                .Need(Rights.Report);
        group.MapPost("/{id:long}/clawback", (HttpContext http, GrantQueries grants, ClaimBack claim, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "clawback", form, claim.DecideAsync(http.Viewer(), id, GrantForms.Clawback(form), ct), ct))
                .Need(Rights.Approve);
        group.MapPost("/{id:long}/repay", (HttpContext http, GrantQueries grants, ClaimBack claim, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "repay", form, claim.RepayAsync(http.Viewer(), id, form["wan"], form["paidOn"], form["voucher"],
                ct), ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/close", (HttpContext http, GrantQueries grants, ClaimBack claim, long id, IFormCollection form,
            CancellationToken ct) =>
            DoneAsync(http, grants, id, "close", form, claim.CloseAsync(http.Viewer(), id, form["reason"], ct), ct)).Need(Rights.Approve);
    }

    private static async Task<IResult> NewAsync(HttpContext http, GrantQueries grants, string? policy, string? article, long? project,
        string? facts, string? origin, CancellationToken ct)
    {
        if (await grants.OfferAsync(http.Viewer(), policy, article, project, ct) is not { } offer)
        {
            return Results.NotFound();
        }
        var told = !string.IsNullOrWhiteSpace(facts) ? facts : offer.Subject is { } subject ? PolicyFactsText.Write(subject.Facts) : null;
        return PageResults.Page<GrantFormPage>(new
        {
            Offer = offer, Typed = new GrantFacts(policy, article, null, null, told,
            ProjectId: project, Automatic: origin == "automatic")
        });
    }

    private static async Task<IResult> ApplyAsync(HttpContext http, GrantQueries grants, ApplyGrant apply, IFormCollection form,
        CancellationToken ct)
    {
        var typed = GrantForms.Application(form);
        var decision = await apply.RunAsync(http.Viewer(), typed, ct);
        return decision.Allowed ? PageResults.See($"/grants/{decision.Value}?done=apply")
            : await grants.OfferAsync(http.Viewer(), typed.PolicyId, typed.Article, typed.ProjectId, ct) is { } offer
                ? PageResults.Page<GrantFormPage>(new { Offer = offer, Typed = typed, decision.Unmet },
                    StatusCodes.Status422UnprocessableEntity) : Results.NotFound();
    }

    private static async Task<IResult> EditAsync(HttpContext http, GrantQueries grants, long id, CancellationToken ct) =>
        await grants.GetAsync(http.Viewer(), id, ct) is { CanCorrect: true, Grant: var g } && await grants.OfferAsync(http.Viewer(),
            g.PolicyId, g.Article, g.ProjectId, ct) is { } offer
            ? PageResults.Page<GrantFormPage>(new
            {
                Offer = offer, Again = g, Typed = new GrantFacts(g.PolicyId, g.Article, g.BeneficiaryName, g.BeneficiaryCode,
                    PolicyFactsText.Write(PolicyFactsText.Read(g.FactsJson).Row), g.OwnerUnitId.ToString(CultureInfo.InvariantCulture),
                    g.Year == 0 ? null : g.Year.ToString(CultureInfo.InvariantCulture), GrantTerms.WanText(g.AskedFen), g.CaseReason,
                        g.ProjectId),
            }) : Results.NotFound();

    private static async Task<IResult> AgainAsync(HttpContext http, GrantQueries grants, ApplyGrant apply, long id, IFormCollection form,
        CancellationToken ct)
    {
        var typed = GrantForms.Application(form);
        var decision = await apply.AgainAsync(http.Viewer(), id, GrantForms.Version(form), typed, ct);
        return decision.Allowed ? PageResults.See($"/grants/{id}?done=apply")
            : await grants.GetAsync(http.Viewer(), id, ct) is { Grant: var g } && await grants.OfferAsync(http.Viewer(), g.PolicyId,
                g.Article, typed.ProjectId, ct) is { } offer
                ? PageResults.Page<GrantFormPage>(new { Offer = offer, Again = g, Typed = typed, decision.Unmet },
                    StatusCodes.Status422UnprocessableEntity) : Results.NotFound();
    }

    private static async Task<IResult> FileAsync(HttpContext http, GrantQueries grants, AddGrantFile add, long id, IFormCollection form,
        CancellationToken ct)
    {
        if (form.Files["file"] is not { Length: > 0 } file)
        {
            return await ShowAsync(http, grants, id, new GrantTyped("files", form), [new("grant.file", "file", "请先选一个文件。")], ct);
        }
        await using var content = file.OpenReadStream();
        return await DoneAsync(http, grants, id, "files", form, add.RunAsync(http.Viewer(), id, file.FileName, content, ct), ct);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, GrantQueries grants, long id, GrantTyped? typed,
        IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        if (await grants.GetAsync(http.Viewer(), id, ct) is not { } view)
        {
            return Results.NotFound();
        }
        http.Response.Headers.CacheControl = "no-store";
        return PageResults.Page<GrantPage>(new
        {
            View = view, Typed = typed ?? new GrantTyped("", null), Unmet = unmet,
            Done = Done(http.Request.Query["done"].ToString())
        },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static string? Done(string act) => act switch
    {
        "apply" => "已申报。请上传能证明每项情况的佐证，等待核实。",
        "files" => "佐证已上传。",
        "verify" => "已核实，转审批。",
        "return" or "send-back" => "已退回，申报人的工作台上已经有了。",
        "approve" => "已审批，按分期拨付。",
        "refuse" => "已决定不予兑现。",
        "withdraw" => "已撤回。",
        "plan" => "分期已调整。",
        "pay" => "拨付已记下。",
        "clawback" => "已决定追回。",
        "repay" => "收回已记下。",
        "close" => "追回已办结。",
        _ => null,
    };

    /// <summary>After a write back to the grant; a refusal shows it with what was typed.</summary>
    private static async Task<IResult> DoneAsync(HttpContext http, GrantQueries grants, long id, string act, IFormCollection form,
        Task<Decision> write, CancellationToken ct)
    {
        var decision = await write;
        return decision.Allowed ? PageResults.See($"/grants/{id}?done={act}")
            : await ShowAsync(http, grants, id, new GrantTyped(act, form), decision.Unmet, ct);
    }

    private static async Task<IResult> BudgetAsync(HttpContext http, BudgetQueries budgets, SaveBudget save, IFormCollection form,
        CancellationToken ct)
    {
        var typed = new BudgetFacts(form["policy"], form["year"], form["wan"], form["document"], form["unit"]);
        var decision = await save.RunAsync(http.Viewer(), typed, ct);
        return decision.Allowed ? PageResults.See($"/grants/budgets?year={typed.Year}")
            : await BudgetsAsync(http, budgets, Year(typed.Year), false, typed, decision.Unmet, ct);
    }

    private static async Task<IResult> BudgetsAsync(HttpContext http, BudgetQueries budgets, int? year, bool estimate, BudgetFacts? typed,
        IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        PageResults.Page<BudgetsPage>(new
        {
            View = await budgets.OnAsync(http.Viewer(), year, estimate, ct), Estimate = estimate,
            Typed = typed, Unmet = unmet
        },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static GrantFilter Filter(IQueryCollection query) => new(Enum.TryParse<GrantState>(query["state"], out var state) ? state
        : null, query["policy"], Year(query["year"]),
        query["owed"] == "1", query["q"], long.TryParse(query["project"], NumberStyles.None, CultureInfo.InvariantCulture, out var project)
            ? project : null,
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1);

    private static int? Year(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 2000 and <= 2199 ? year : null;
}
