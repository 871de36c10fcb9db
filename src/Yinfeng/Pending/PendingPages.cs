using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Pending.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Pending;

/// <summary>The list of what waits, and the same as a workbook.</summary>
internal static class PendingPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/pending").ExcludeFromDescription();
        group.MapGet("", async (HttpContext http, PendingQueries pending, CancellationToken ct) =>
            PageResults.Page<PendingPage>(new { List = await pending.ListAsync(http.Viewer(), Filter(http.Request.Query), ct) })).Need(Rights.See);
        group.MapGet("/export", async (HttpContext http, PendingQueries pending, CancellationToken ct) =>
            Results.File(PendingSheet.Write(await pending.ListAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1, Size = 100_000 }, ct)), PendingSheet.Type, "在途事项.xlsx"))
            .Need(Rights.See).Exports("pending");
    }

    private static PendingFilter Filter(IQueryCollection query) => new(Enum.TryParse<PendingKind>(query["kind"], out var kind) ? kind : null, query["unit"], query["overdue"] == "1",
        query["q"], int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1);
}
