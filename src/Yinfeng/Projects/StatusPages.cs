using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects.Pages;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Pages for side exits, handing over and credit.</summary>
internal static class StatusPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/{id:long}/status", (long id, HttpContext http, Pieces p, CancellationToken ct) => p.StatusAsync(http, id, null, ct)).Need(Rights.See);
        pages.MapPost("/{id:long}/suspend", (long id, IFormCollection form, HttpContext http, SuspendProject write, Pieces p, CancellationToken ct) =>
            AfterAsync(http, id, "suspend", "status", form, write.RunAsync(http.Viewer(), id, form["reason"], ct), p, ct)).Need(Rights.Report);
        pages.MapPost("/{id:long}/resume", (long id, IFormCollection form, HttpContext http, ResumeProject write, Pieces p, CancellationToken ct) =>
            AfterAsync(http, id, "resume", "status", form, write.RunAsync(http.Viewer(), id, form["reason"], ct), p, ct)).Need(Rights.Report);
        pages.MapPost("/{id:long}/terminate", (long id, IFormCollection form, HttpContext http, TerminateProject write, Pieces p, CancellationToken ct) =>
            AfterAsync(http, id, "terminate", "status", form, write.RunAsync(http.Viewer(), id, form["reason"], ct), p, ct)).Need(Rights.Report);
        pages.MapPost("/{id:long}/transfer", TransferAsync).Need(Rights.Approve);
        pages.MapGet("/{id:long}/credit", (long id, HttpContext http, Pieces p, CancellationToken ct) => p.CreditAsync(http, id, null, ct)).Need(Rights.See);
        pages.MapPost("/{id:long}/credit", CreditAsync).Need(Rights.Approve);
    }

    private static async Task<IResult> AfterAsync(HttpContext http, long id, string name, string outcome, IFormCollection form,
        Task<Decision> write, Pieces pieces, CancellationToken ct)
    {
        var decision = await write;
        return decision.Allowed ? PageResults.See($"/projects/{id}?done={outcome}")
            : await pieces.StatusAsync(http, id, FormState.Of(name, form, decision), ct);
    }

    private static async Task<IResult> TransferAsync(
        long id, IFormCollection form, HttpContext http, TransferProject write, ProjectQueries queries, Pieces pieces, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        if (!YearMonth.TryParse(form["from"].ToString().Trim(), out var from))
        {
            unmet.Add(new("transfer.from", "from", $"“{form["from"]}”不是月份，请写成 2023-06。"));
        }
        YearMonth? until = null;
        if (form["keepUntil"].ToString().Trim() is { Length: > 0 } text)
        {
            if (YearMonth.TryParse(text, out var last))
            {
                until = last;
            }
            else
            {
                unmet.Add(new("transfer.until", "keepUntil", $"“{text}”不是月份，请写成 2028-05。"));
            }
        }
        var keep = 0;
        if (form["keep"].ToString().Trim() is { Length: > 0 } share && !CreditRules.TryReadPercent(share, out keep))
        {
            unmet.Add(new("transfer.keep", "keep", $"“{share}”不是百分比，请写成 50 或 33.33，最多两位小数。"));
        }
        var decision = unmet.Count > 0 ? Decision.Refuse(unmet)
            : await write.RunAsync(http.Viewer(), id, new Transfer(form["toUnit"], from, keep, until, form["reason"]), ct);
        if (!decision.Allowed)
        {
            return await pieces.StatusAsync(http, id, FormState.Of("transfer", form, decision), ct);
        }
        // Whoever handed it out of their own part of the tree can no longer open it.
        return PageResults.See(await queries.MayChangeAsync(http.Viewer(), id, ct) ? $"/projects/{id}?done=transfer" : "/projects");
    }

    private static async Task<IResult> CreditAsync(
        long id, IFormCollection form, HttpContext http, ShareCredit write, UnitDirectory units, Pieces pieces, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var unmet = new List<Unmet>();
        var parts = new List<Part>();
        if (!YearMonth.TryParse(form["from"].ToString().Trim(), out var from))
        {
            unmet.Add(new("credit.from", "from", $"“{form["from"]}”不是月份，请写成 2023-06。"));
        }
        for (var i = 0; i < CreditPage.Rows; i++)
        {
            var (name, share) = (form[$"unit{i}"].ToString().Trim(), form[$"share{i}"].ToString().Trim());
            if (name.Length == 0 && share.Length == 0)
            {
                continue;
            }
            if (UnitText.Read($"第 {i + 1} 个单位", name, tree, out var unit) is { } problem)
            {
                unmet.Add(new("credit.unit-unknown", $"unit{i}", problem));
            }
            else if (!CreditRules.TryReadPercent(share, out var shareBp))
            {
                unmet.Add(new("credit.share-unreadable", $"share{i}", $"{unit!.Name}的比例“{share}”不是百分比，请写成 50 或 33.33，最多两位小数。"));
            }
            else
            {
                parts.Add(new(unit!.Id, shareBp));
            }
        }
        var decision = unmet.Count > 0 ? Decision.Refuse(unmet) : await write.RunAsync(http.Viewer(), id, from, parts, form["reason"], ct);
        return decision.Allowed ? PageResults.See($"/projects/{id}?done=credit#credit")
            : await pieces.CreditAsync(http, id, FormState.Of("credit", form, decision), ct);
    }
}
