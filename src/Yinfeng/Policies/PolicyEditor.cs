using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Policies.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Policies;

/// <summary>One policy: document, rules, cases; change the rules, see old and new side by side, keep them as a draft, hand them in.</summary>
internal static class PolicyEditor
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/{policy}", ShowAsync);
        pages.MapPost("/{policy}/try", (HttpContext http, PolicyDesk desk, string policy, IFormCollection form, CancellationToken ct) => TryAsync(http, desk, policy, form, ct));
        pages.MapPost("/{policy}/draft", DraftAsync).Need(Rights.Report);
        pages.MapPost("/{policy}/submit", SubmitAsync).Need(Rights.Report);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, PolicyDesk desk, string policy, string? on, long? version, CancellationToken ct) =>
        await desk.ViewAsync(http.Viewer(), policy, on, version, ct) is { } view
            ? PageResults.Page<PolicyPage>(new { View = view with { Done = Done(http) } })
            : await desk.DraftAsync(http.Viewer(), policy, ct) is { } draft ? PageResults.See($"/policies/versions/{draft.Id}") : Results.NotFound();

    /// <summary>Checks changed rules and shows what they would answer beside what the rules in use answer; stores nothing.</summary>
    private static async Task<IResult> TryAsync(HttpContext http, PolicyDesk desk, string policy, IFormCollection form, CancellationToken ct)
    {
        var typed = Typed(form);
        var trial = desk.Try(policy, typed, form["facts"]);
        var status = trial.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return http.WantsPart() ? PageResults.Page<TrialPart>(new { Trial = trial })
            : await AgainAsync(http, desk, policy, form, v => v with { Trial = trial }, w => w with { Trial = trial }, status, ct);
    }

    /// <summary>A script keeps what is typed as JSON; the button comes back to the page.</summary>
    private static async Task<IResult> DraftAsync(HttpContext http, SavePolicy save, PolicyDesk desk, TimeProvider clock, string policy, IFormCollection form, CancellationToken ct)
    {
        var kept = await save.DraftAsync(http.Viewer(), policy, Typed(form), ct);
        return http.Request.Headers.Accept == "application/json"
            ? kept.Allowed ? Results.Ok(new { savedAt = BusinessTime.Show(clock.GetUtcNow().UtcDateTime, clock)[^5..] }) : Problems.Refused(kept)
            : kept.Allowed ? PageResults.See($"/policies/{policy}?done=kept")
            : await AgainAsync(http, desk, policy, form, v => v with { Unmet = kept.Unmet }, w => w with { Unmet = kept.Unmet }, StatusCodes.Status422UnprocessableEntity, ct);
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, SavePolicy save, PolicyDesk desk, string policy, IFormCollection form, CancellationToken ct)
    {
        var answer = await save.SubmitAsync(http.Viewer(), policy, Typed(form), ct);
        return answer.Allowed ? PageResults.See($"/policies/versions/{answer.Value}?done=submitted")
            : await AgainAsync(http, desk, policy, form, v => v with { Unmet = answer.Unmet }, w => w with { Unmet = answer.Unmet }, StatusCodes.Status422UnprocessableEntity, ct);
    }

    /// <summary>The page once more with everything typed: of the policy, or of the draft where there is no such policy yet.</summary>
    private static async Task<IResult> AgainAsync(HttpContext http, PolicyDesk desk, string policy, IFormCollection form, Func<PolicyView, PolicyView> with,
        Func<PolicyVersionView, PolicyVersionView> draftWith, int status, CancellationToken ct)
    {
        var (typed, facts) = (Typed(form), form["facts"].ToString());
        if (await desk.ViewAsync(http.Viewer(), policy, null, null, ct) is { } view)
        {
            return PageResults.Page<PolicyPage>(new { View = with(view with { Typed = typed, Facts = facts }) }, status);
        }
        return await desk.DraftAsync(http.Viewer(), policy, ct) is { } draft && await desk.VersionAsync(http.Viewer(), draft.Id, ct) is { } own
            ? PageResults.Page<VersionPage>(new { View = draftWith(own with { Typed = typed, Facts = facts }) }, status) : Results.NotFound();
    }

    public static PolicyVersionFacts Typed(IFormCollection form) =>
        new(form["yaml"].ToString(), form["from"], Given(form["text"]), Given(form["cases"]), form["why"]);

    public static string? Done(HttpContext http) => http.Request.Query["done"].ToString() switch
    {
        "kept" => "草稿已保存，只有您自己看得到。",
        "submitted" => "已提交，等别人审定。",
        "approved" => "已启用。",
        "refused" => "已退回。",
        "withdrawn" => "已撤回。",
        _ => null,
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
