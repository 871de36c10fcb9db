using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Policies.Pages;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>政策汇编: the page to choose on, and the document.</summary>
internal static class DigestRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies/digest", (HttpContext http, PolicyLibrary library, TimeProvider clock) =>
        {
            var choice = Choice(http.Request.Query, clock);
            return PageResults.Page<DigestPage>(new
            {
                Choice = choice, All = library.For(choice.On), Chosen = PolicyDigest.Chosen(library.For(choice.On), choice),
                Industries = PolicyWords.Of(library.For(choice.On)).Industries.Order(StringComparer.Ordinal).ToList()
            });
        }).ExcludeFromDescription().Need(Rights.See);
        routes.MapGet("/policies/digest/docx", (HttpContext http, PolicyLibrary library, UnitDirectory units, TimeProvider clock, CancellationToken ct) =>
            FileAsync(http, library, units, clock, ct)).ExcludeFromDescription().Need(Rights.See).Exports("policy-digest");
        routes.MapGet("/api/policies/digest/docx", (HttpContext http, PolicyLibrary library, UnitDirectory units, TimeProvider clock, DigestAudience? audience, string? industry,
            string[]? policy, DateOnly? on, CancellationToken ct) => FileAsync(http, library, units, clock, ct))
            .Need(Rights.See).Exports("policy-digest").WithTags("Policies").WithName("GetPolicyDigest").WithSummary("A digest of policies for an audience, as docx").Produces(200);
    }

    public static async Task<byte[]> WriteAsync(PolicyLibrary library, UnitDirectory units, Viewer viewer, DigestChoice choice, CancellationToken ct)
    {
        var organ = (await units.TodayAsync(ct)).Find(viewer.UnitId ?? UnitTree.NationId) is { } unit && unit.Id != UnitTree.NationId ? unit.Name : "招商引资主管部门";
        return PolicyDigest.Write(PolicyDigest.Chosen(library.For(choice.On), choice), choice, organ);
    }

    private static async Task<IResult> FileAsync(HttpContext http, PolicyLibrary library, UnitDirectory units, TimeProvider clock, CancellationToken ct)
    {
        var choice = Choice(http.Request.Query, clock);
        return TypedResults.File(await WriteAsync(library, units, http.Viewer(), choice, ct), PolicyPages.Docx, $"惠企政策汇编（{DigestChoice.Name(choice.Audience)}）.docx");
    }

    private static DigestChoice Choice(IQueryCollection query, TimeProvider clock) => new(
        Enum.TryParse<DigestAudience>(query["audience"], ignoreCase: true, out var audience) ? audience : DigestAudience.All,
        string.IsNullOrWhiteSpace(query["industry"]) ? null : query["industry"].ToString().Trim(), [.. query["policy"].OfType<string>().Where(p => p.Length > 0)],
        PolicyPages.Day(query["on"], clock));
}
