using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Policies.Pages;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>免申即享: who is entitled, over all policies or one; and the part of a project's page that says what it may have.</summary>
internal static class EntitledPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/policies").ExcludeFromDescription().Need(Rights.See);
        pages.MapGet("/entitled", (HttpContext http, EntitledQueries entitled, PolicyLibrary library, UnitDirectory units, TimeProvider clock, string? on, CancellationToken ct) =>
            ShowAsync(http, entitled, library, units, null, PolicyPages.Day(on, clock), ct));
        pages.MapGet("/{policy}/entitled", (HttpContext http, EntitledQueries entitled, PolicyLibrary library, UnitDirectory units, TimeProvider clock, string policy,
            string? on, CancellationToken ct) => ShowAsync(http, entitled, library, units, policy, PolicyPages.Day(on, clock), ct));
        pages.MapGet("/entitled/export", async (HttpContext http, EntitledQueries entitled, UnitDirectory units, TimeProvider clock, string? policy, string? on,
            CancellationToken ct) =>
        {
            var view = await entitled.OnAsync(http.Viewer(), PolicyPages.Day(on, clock), string.IsNullOrEmpty(policy) ? null : policy, ct);
            return TypedResults.File(PolicyWorkbook.Entitled(view, await units.TodayAsync(ct)), PolicyPages.Xlsx, "免申即享.xlsx");
        }).Exports("policies-entitled");
        pages.MapGet("/of-project", async (HttpContext http, ProjectSubjects projects, EntitledMatch match, TimeProvider clock, long project, CancellationToken ct) =>
        {
            var today = BusinessTime.Today(clock);
            return await projects.OneAsync(http.Viewer(), project, today, ct) is { } subject
                ? (IResult)PageResults.Page<OfProjectPart>(new { View = match.Run([subject], today, null), Project = project }) : Results.NotFound();
        });
    }

    private static async Task<IResult> ShowAsync(HttpContext http, EntitledQueries entitled, PolicyLibrary library, UnitDirectory units, string? policy, DateOnly on,
        CancellationToken ct)
    {
        var found = policy is null ? null : library.Find(policy, on);
        if (policy is not null && found is null)
        {
            return Results.NotFound();
        }
        var query = http.Request.Query;
        return PageResults.Page<EntitledPage>(new
        {
            Policy = found, View = await entitled.OnAsync(http.Viewer(), on, policy, ct), Tree = await units.TodayAsync(ct),
            Answer = Enum.TryParse<PolicyAnswer>(query["answer"], ignoreCase: true, out var answer) && answer != PolicyAnswer.No ? answer : (PolicyAnswer?)null,
            Article = query["article"].ToString(), Number = int.TryParse(query["page"], out var page) ? Math.Max(1, page) : 1,
        });
    }
}
