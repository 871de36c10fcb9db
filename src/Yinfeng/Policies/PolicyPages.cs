using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Policies.Pages;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>The library, one policy with its rules, and the match of a project or a typed wish.</summary>
internal static class PolicyPages
{
    internal const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/policies").ExcludeFromDescription().Need(Rights.See);
        pages.MapGet("", (PolicyLibrary library, TimeProvider clock, string? on, string? q) =>
        {
            var day = Day(on, clock);
            return PageResults.Page<PoliciesPage>(new { Policies = Found(library.For(day), q), On = day, Query = q ?? "" });
        });
        pages.MapGet("/export", (PolicyLibrary library, TimeProvider clock, string? on) =>
            TypedResults.File(PolicyWorkbook.Library(library.For(Day(on, clock))), Xlsx, "惠企政策.xlsx")).Exports("policies");
        pages.MapGet("/match", MatchAsync);
        pages.MapGet("/letter", async (HttpContext http, PolicyMatch match, UnitDirectory units, TimeProvider clock, string? facts, string? on, CancellationToken ct) =>
        {
            var organ = (await units.TodayAsync(ct)).Find(http.Viewer().UnitId ?? UnitTree.NationId)?.Name ?? "招商引资主管部门";
            return TypedResults.File(PolicyLetter.Write(PolicyReply.Of(match, facts, Day(on, clock)), organ), Docx, "惠企政策答复.docx");
        }).Exports("policy-letter");
        VersionPages.Map(pages);
        PolicyEditor.Map(pages);
    }

    private static async Task<IResult> MatchAsync(HttpContext http, PolicyMatch match, ProjectSubjects projects, EnterpriseSubjects companies, TimeProvider clock,
        string? facts, string? on, long? project, long? enterprise, CancellationToken ct)
    {
        var day = Day(on, clock);
        PolicySubject? subject = null;
        if (project is not null || enterprise is not null)
        {
            subject = project is { } id ? await projects.OneAsync(http.Viewer(), id, day, ct) : await companies.OneAsync(enterprise!.Value, ct);
            if (subject is null)
            {
                return Results.NotFound();
            }
            facts ??= PolicyFactsText.Write(subject.Facts);
        }
        return PageResults.Page<MatchPage>(new
        {
            Reply = string.IsNullOrWhiteSpace(facts) ? null : PolicyReply.Of(match, facts, day, WhatIf.Read(http.Request.Query)), Facts = facts ?? "", On = day, Subject = subject,
        });
    }

    internal static DateOnly Day(string? on, TimeProvider clock) =>
        DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : BusinessTime.Today(clock);

    private static List<Policy> Found(IReadOnlyList<Policy> policies, string? q) => string.IsNullOrWhiteSpace(q) ? [.. policies]
        : [.. policies.Where(p => $"{p.Name} {p.Issuer} {p.Level} {p.Number} {string.Join(' ', p.Clauses.Select(c => c.Name + string.Join(' ', c.Items.Select(i => i.Quote))))}"
            .Contains(q.Trim(), StringComparison.OrdinalIgnoreCase))];
}
