using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Policies.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Policies;

/// <summary>The versions offices made: the list, one with what may be done with it, a new policy.</summary>
internal static class VersionPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/versions", async (HttpContext http, PolicyVersions versions, string? state, CancellationToken ct) =>
            PageResults.Page<VersionsPage>(new { Versions = await versions.ListAsync(http.Viewer(), null, State(state), ct), State = State(state) }));
        pages.MapGet("/versions/export", async (HttpContext http, PolicyVersions versions, string? state, CancellationToken ct) =>
            TypedResults.File(PolicyWorkbook.Versions(await versions.ListAsync(http.Viewer(), null, State(state), ct)), PolicyPages.Xlsx, "政策版本.xlsx")).Exports("policy-versions");
        pages.MapGet("/versions/{id:long}", async (HttpContext http, PolicyDesk desk, long id, CancellationToken ct) =>
            await desk.VersionAsync(http.Viewer(), id, ct) is { } view
                ? PageResults.Page<VersionPage>(new { View = view with { Done = PolicyEditor.Done(http) } }) : Results.NotFound());
        pages.MapPost("/versions/{id:long}/approve", (HttpContext http, PolicyDesk desk, DecidePolicy decide, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, desk, id, form, decide.ApproveAsync(http.Viewer(), id,
                int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null, ct), "approved", ct))
            .Need(Rights.Approve);
        pages.MapPost("/versions/{id:long}/refuse", (HttpContext http, PolicyDesk desk, DecidePolicy decide, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, desk, id, form, decide.RefuseAsync(http.Viewer(), id, form["reason"], ct), "refused", ct)).Need(Rights.Approve);
        pages.MapPost("/versions/{id:long}/withdraw", (HttpContext http, PolicyDesk desk, DecidePolicy decide, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, desk, id, form, decide.WithdrawAsync(http.Viewer(), id, form["reason"], ct), "withdrawn", ct)).Need(Rights.Approve);
        pages.MapPost("/versions/{id:long}/take-back", (HttpContext http, PolicyDesk desk, SavePolicy save, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, desk, id, form, save.TakeBackAsync(http.Viewer(), id, ct), "withdrawn", ct)).Need(Rights.Report);
        pages.MapGet("/new", () => PageResults.Page<NewPolicyPage>(new { Typed = PolicyUpload.Empty })).Need(Rights.Report);
        pages.MapPost("/new", AddAsync).Need(Rights.Report)
            .WithMetadata(new RequestSizeLimitAttribute(PolicyUpload.LargestBody)).WithFormOptions(multipartBodyLengthLimit: PolicyUpload.LargestBody);
    }

    /// <summary>Files go before what is typed; all of it becomes the person's draft.</summary>
    private static async Task<IResult> AddAsync(HttpContext http, SavePolicy save, IFormCollection form, CancellationToken ct)
    {
        var (typed, problems) = await PolicyUpload.ReadAsync(form, ct);
        var kept = problems.Count > 0 ? Decision<long>.Refuse(problems) : await save.DraftAsync(http.Viewer(), null, typed, ct);
        return kept.Allowed ? PageResults.See($"/policies/versions/{kept.Value}?done=kept")
            : PageResults.Page<NewPolicyPage>(new { Typed = typed, kept.Unmet }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> DoneAsync(HttpContext http, PolicyDesk desk, long id, IFormCollection form, Task<Decision> write, string done, CancellationToken ct)
    {
        var decision = await write;
        return decision.Allowed ? PageResults.See($"/policies/versions/{id}?done={done}")
            : await desk.VersionAsync(http.Viewer(), id, ct) is not { } view ? Results.NotFound()
            : PageResults.Page<VersionPage>(new { View = view with { Unmet = decision.Unmet, Reason = form["reason"].ToString() } }, StatusCodes.Status422UnprocessableEntity);
    }

    private static PolicyVersionState? State(string? text) => Enum.TryParse<PolicyVersionState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;
}
