using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Chains.Pages;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Shell;

namespace Yinfeng.Chains;

/// <summary>Forms on a chain's page: tasks of nodes, chief and plan, targets.</summary>
internal static class ChainRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/chains/{chain}").ExcludeFromDescription();
        pages.MapPost("/nodes/{node}/task", (HttpContext http, SetChainTask set, ChainQueries chains, string chain, string node,
            IFormCollection form, CancellationToken ct) =>
            SaveAsync(http, chains, chain, form, "task", unit => set.RunAsync(http.Viewer(), unit, chain, node, new ChainTaskFacts(
                Enum.TryParse<ChainTaskKind>(form["kind"], out var kind) ? kind : null, form["text"], form["owner"], ChainPages.Day(form["due"])),
                    ct), ct)).Need(Rights.Report);
        pages.MapPost("/goals", (HttpContext http, SetChainTarget set, ChainQueries chains, string chain, IFormCollection form, CancellationToken ct) =>
            SaveAsync(http, chains, chain, form, "target", unit => TargetAsync(http, set, unit, chain, form, ct), ct)).Need(Rights.Approve);
        pages.MapPost("/charge", (HttpContext http, SetChainCharge set, ChainQueries chains, string chain, IFormCollection form, CancellationToken ct) =>
            SaveAsync(http, chains, chain, form, "charge", async unit =>
            {
                await using var file = form.Files.GetFile("file") is { Length: > 0 } sent ? sent.OpenReadStream() : null;
                return await set.RunAsync(http.Viewer(), unit, chain, new ChainChargeFacts(ChainPages.Day(form["from"]), form["chief"], form["office"], form["plan"],
                    file is null ? null : form.Files.GetFile("file")!.FileName, file), ct);
            }, ct)).Need(Rights.Approve);
        pages.MapGet("/plan", async (HttpContext http, ChainQueries chains, EvidenceFiles files, string chain, string? unit, CancellationToken ct) =>
            await chains.UnitAsync(http.Viewer(), unit, ct) is { } place && (await chains.ChargesAsync(place.Id, chain,
                ct)).FirstOrDefault(c => c.FileSha256 is not null) is { } charge
                ? Results.File(files.PathOf(charge.FileSha256!), "application/octet-stream", charge.FileName) : Results.NotFound()).Need(Rights.See).Exports("chain-plan");
    }

    private static Task<Decision> TargetAsync(HttpContext http, SetChainTarget set, long unit, string chain, IFormCollection form,
        CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var year = Number(form, "year", unmet);
        var projects = Number(form, "projects", unmet);
        var investment = Number(form, "investment", unmet);
        return unmet.Count > 0 ? Task.FromResult(Decision.Refuse(unmet))
            : set.RunAsync(http.Viewer(), unit, chain, (int)(year ?? 0), (int?)projects, investment, ct);
    }

    private static decimal? Number(IFormCollection form, string field, List<Unmet> unmet)
    {
        var text = form[field].ToString().Trim();
        if (text.Length == 0)
        {
            return null;
        }
        var whole = field != "investment";
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            && number <= int.MaxValue && (!whole || number == decimal.Truncate(number)))
        {
            return number;
        }
        unmet.Add(new("chain-target.number", field, $"“{text}”不是{(whole ? "整数" : "数")}。请写{(whole ? "如 12" : "如 30 或 30.5")}。"));
        return null;
    }

    /// <summary>Back to the page, or the page once more with what stands in the way.</summary>
    private static async Task<IResult> SaveAsync(HttpContext http, ChainQueries chains, string chain, IFormCollection form,
        string done, Func<long, Task<Decision>> save, CancellationToken ct)
    {
        if (await chains.UnitAsync(http.Viewer(), form["unit"], ct) is not { } place)
        {
            return Results.NotFound();
        }
        var ask = ChainPages.Ask(http);
        var answer = await save(place.Id);
        if (answer.Allowed)
        {
            var tail = ask.ToString();
            return PageResults.See($"/chains/{chain}{tail}{(tail.Length == 0 ? "?" : "&")}done={done}");
        }
        return await chains.ViewAsync(http.Viewer(), chain, ask, place, ct) is { } view
            ? PageResults.Page<ChainPage>(new { View = view with { Unmet = answer.Unmet } },
                StatusCodes.Status422UnprocessableEntity) : Results.NotFound();
    }
}
