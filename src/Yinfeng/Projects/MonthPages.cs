using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>The page of one month's report.</summary>
internal static class MonthPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/{id:long}/months/{month}", (long id, string month, HttpContext http, Pieces p, CancellationToken ct) =>
            YearMonth.TryParse(month, out var parsed) ? p.MonthAsync(http, id, parsed, null, ct) : Task.FromResult(Results.NotFound())).Need(Rights.See);
        pages.MapPost("/{id:long}/months/{month}", ReportAsync).Need(Rights.Report);
        pages.MapPost("/{id:long}/months/{month}/verify", VerifyAsync).NeedEither(Rights.Verify, Rights.Approve);
    }

    private static async Task<IResult> ReportAsync(
        long id, string month, IFormCollection form, HttpContext http, ReportMonth write, Pieces pieces, CancellationToken ct)
    {
        if (!YearMonth.TryParse(month, out var parsed))
        {
            return Results.NotFound();
        }
        var unmet = new List<Unmet>();
        var funds = Wan(form, "fundsWan", "当月到位资金", unmet);
        var made = Wan(form, "fixedInvestmentWan", "当月完成固定资产投资", unmet);
        bool? inStatistics = form["inStatistics"].ToString() switch { "true" => true, "false" => false, _ => null };
        _ = int.TryParse(form["version"], out var version);
        var decision = unmet.Count > 0 ? Decision.Refuse(unmet) : await write.RunAsync(http.Viewer(), id,
            new MonthEntry(parsed, funds, made, inStatistics, form["progress"], form["problems"], version, form["typedFor"], form["note"]), ct);
        return decision.Allowed ? PageResults.See($"/projects/{id}?done=month#months")
            : await pieces.MonthAsync(http, id, parsed, FormState.Of("month", form, decision), ct);
    }

    private static async Task<IResult> VerifyAsync(
        long id, string month, IFormCollection form, HttpContext http, VerifyMonth write, Pieces pieces, CancellationToken ct)
    {
        if (!YearMonth.TryParse(month, out var parsed))
        {
            return Results.NotFound();
        }
        _ = int.TryParse(form["version"], out var version);
        var returns = form["act"] == "return";
        var decision = await write.RunAsync(http.Viewer(), id, parsed, new MonthSeen(version, new MonthWord(returns, form["remark"])), ct);
        // The amounts are not in this form: the page shows the stored ones again beside what is wrong.
        return decision.Allowed ? PageResults.See($"/projects/{id}?done={(returns ? "returned" : "verified")}#months")
            : await pieces.MonthAsync(http, id, parsed, FormState.Of("verify", form, decision), ct);
    }

    private static long? Wan(IFormCollection form, string name, string label, List<Unmet> unmet)
    {
        if (ProjectField.ReadWan(label, form[name].ToString().Trim(), out var fen) is { } problem)
        {
            unmet.Add(new("project.month.unreadable", name, problem));
        }
        return fen;
    }
}
