using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Chains.Pages;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>Editing a chain by tables or as text, a chain of one's own from a template, and the versions.</summary>
internal static class ChainEditor
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/chains").ExcludeFromDescription();
        pages.MapGet("/new", async (HttpContext http, ChainQueries chains, ChainShelf shelf, string? unit, CancellationToken ct) =>
            await chains.UnitAsync(http.Viewer(), unit, ct) is { } place ? await NewAsync(http, shelf, place, chains.Today, null,
                [], ct) : Results.NotFound()).Need(Rights.Report);
        pages.MapPost("/new", MakeAsync).Need(Rights.Report);
        pages.MapGet("/{chain}/edit", async (HttpContext http, ChainQueries chains, ChainDesk desk, string chain, string? unit, string? node,
            CancellationToken ct) =>
            await chains.UnitAsync(http.Viewer(), unit, ct) is { } place && await desk.EditAsync(http.Viewer(), place, chain, ct) is { } view
                ? PageResults.Page<ChainEditPage>(new
                {
                    View = view with
                    {
                        Node = view.Chain?.Find(node ?? "") is { } chosen ? NodeForm.Of(chosen) : null,
                        Done = Done(http)
                    }
                }) : Results.NotFound()).Need(Rights.Report);
        pages.MapPost("/{chain}/edit", ChangeAsync).Need(Rights.Report);
        pages.MapGet("/{chain}/versions", async (HttpContext http, ChainQueries chains, ChainDesk desk, string chain, string? unit, CancellationToken ct) =>
            await chains.UnitAsync(http.Viewer(), unit, ct) is { } place ? await VersionsAsync(http, desk, place, chain, [], ct)
                : Results.NotFound()).Need(Rights.See);
        pages.MapGet("/{chain}/versions/export", async (HttpContext http, ChainQueries chains, ChainDesk desk, string chain, string? unit, CancellationToken ct) =>
            await chains.UnitAsync(http.Viewer(), unit, ct) is { } place
                ? Results.File(ChainWorkbook.Versions(await desk.VersionsAsync(place, chain, ct)), ChainPages.Xlsx, "产业链版本.xlsx") : Results.NotFound())
            .Need(Rights.See).Exports("chain-versions");
        pages.MapPost("/versions/{id:long}/withdraw", async (HttpContext http, ChainQueries chains, ChainDesk desk, DecideChain decide, long id,
            IFormCollection form, CancellationToken ct) =>
        {
            var answer = await decide.WithdrawAsync(http.Viewer(), id, form["reason"], ct);
            return await chains.UnitAsync(http.Viewer(), form["unit"],
                ct) is not { } place || answer.Unmet.Contains(SaveChain.NotFound) ? Results.NotFound()
                : answer.Allowed ? PageResults.See($"/chains/{Uri.EscapeDataString(form["chain"].ToString())}/versions?unit={place.Code}&done=withdrawn")
                : await VersionsAsync(http, desk, place, form["chain"].ToString(), answer.Unmet, ct);
        }).Need(Rights.Approve);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, ChainQueries chains, ChainDesk desk, SaveChain save,
        DecideChain decide, ChainCheck check, string chain,
        IFormCollection form, CancellationToken ct)
    {
        var viewer = http.Viewer();
        if (await chains.UnitAsync(viewer, form["unit"], ct) is not { } place || await desk.EditAsync(viewer, place, chain, ct) is not { } view)
        {
            return Results.NotFound();
        }
        var (act, back) = (form["act"].ToString(), $"/chains/{chain}/edit?unit={place.Code}");
        var seen = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : (int?)null;
        if (act == "check")
        {
            var typed = desk.View(viewer, place, chain, form["yaml"].ToString().ReplaceLineEndings("\n"), view.Draft) with { Why = form["why"], Seen = seen ?? view.Seen, Typing = true };
            return http.WantsPart() ? PageResults.Page<ChainErrors>(new { typed.Errors, typed.Chain })
                : PageResults.Page<ChainEditPage>(new { View = typed }, typed.Errors.Count > 0
                    ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        }
        if (act == "put")
        {
            return await PutAsync(viewer, save, decide, view, seen, form["why"], ct);
        }
        if (act == "discard")
        {
            return view.Draft is { } draft && await save.DiscardAsync(viewer, draft.Id, ct, seen) is { Allowed: false } kept
                ? Again(view with { Unmet = kept.Unmet }, seen) : PageResults.See(back + "&done=discarded");
        }
        if (act == "text")
        {
            var yaml = form["yaml"].ToString().ReplaceLineEndings("\n");
            var kept = await save.DraftAsync(viewer, place.Id, chain, yaml, form["why"], ct, seen);
            return kept.Allowed ? PageResults.See(back + "&done=kept#text") : Again(desk.View(viewer, place, chain, yaml,
                view.Draft) with
            { Why = form["why"], Unmet = kept.Unmet, Typing = true, Theirs = kept.Unmet.Any(u => u.Code == SaveChain.Newer) ? view.Draft?.Yaml : null }, seen);
        }
        if (view.Chain is null)
        {
            return Again(view with { Unmet = [new("chain.text", "yaml", "草稿的文本有错，先按提示改好文本，再用表格修改。")] }, seen);
        }
        var (changed, unread) = ChainEdit.Apply(view.Chain, act, form);
        var text = ChainText.Write(changed);
        var unmet = unread.Concat(check.Read(text).Errors.Select(e => new Unmet("chain.text", Field(act, e), e.What + e.Do))).ToList();
        var saved = unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await save.DraftAsync(viewer, place.Id, chain, text, view.Why, ct, Adds(act) ? null : seen);
        return saved.Allowed ? PageResults.See(back + "&done=kept#" + (act.EndsWith("link", StringComparison.Ordinal) ? "links" : "nodes"))
            : Again(view with
            {
                Unmet = saved.Unmet,
                Chain = act == "head" ? changed : view.Chain,
                Node = act == "node" ? Typed(view.Chain, form) : null,
                Link = act == "link" ? LinkForm.Of(form) : null
            }, seen);
    }

    /// <summary>The form of a node that is gone meanwhile becomes one of a new node.</summary>
    private static NodeForm Typed(Chain now, IFormCollection form)
    {
        var typed = NodeForm.Of(form);
        return now.Find(typed.Old) is null ? typed with { Old = "" } : typed;
    }

    /// <summary>Links go beside what others changed meanwhile; everything else takes the place of what was shown.</summary>
    private static bool Adds(string act) => act is "link" or "drop-link";

    private static async Task<IResult> PutAsync(Viewer viewer, SaveChain save, DecideChain decide, ChainEditView view, int? seen, string? why, CancellationToken ct)
    {
        var kept = await save.DraftAsync(viewer, view.Unit.Id, view.Id, view.Yaml, why, ct, seen);
        Decision answer = kept.Allowed ? await decide.PutInForceAsync(viewer, kept.Value, null, ct) : kept;
        return answer.Allowed ? PageResults.See($"/chains/{view.Id}?unit={view.Unit.Code}&done=in-force")
            : Again(view with { Why = why, Unmet = answer.Unmet }, kept.Allowed ? (view.Draft?.Version ?? 0) + 1 : seen);
    }

    /// <summary>A copy of a template or of a chain in use under a code of one's own, or a file.</summary>
    private static async Task<IResult> MakeAsync(HttpContext http, ChainQueries chains, ChainShelf shelf, SaveChain save,
        ChainCheck check, IFormCollection form, CancellationToken ct)
    {
        var viewer = http.Viewer();
        if (await chains.UnitAsync(viewer, form["unit"], ct) is not { } place)
        {
            return Results.NotFound();
        }
        Chain? chain;
        IReadOnlyList<Unmet> unmet;
        if (form.Files.GetFile("file") is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            var (read, errors) = check.Read(file.Length > SaveChain.LongestYaml * 4 ? "" : await reader.ReadToEndAsync(ct));
            (chain, unmet) = (read, [.. errors.Select(e => new Unmet("chain.text", "file", ChainCheck.Sentence(e)))]);
        }
        else
        {
            var template = await shelf.FindAsync(viewer, form["template"].ToString(), place.Id, chains.Today, ct);
            chain = template is null ? null : template with
            {
                Id = form["id"].ToString().Trim(),
                Name = form["name"].ToString().Trim(),
                From = chains.Today
            };
            unmet = template is null ? [new("chain.template", "template", "请选一条链作底稿，或选一个文件。")]
                : chain!.Name.Length == 0 ? [new("chain.name", "name", "请写产业链的名称。")] : [];
        }
        var saved = unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await save.DraftAsync(viewer, place.Id, chain!.Id,
            ChainText.Write(chain), null, ct);
        return saved.Allowed ? PageResults.See($"/chains/{chain!.Id}/edit?unit={place.Code}&done=kept") : await NewAsync(http, shelf, place, chains.Today, form, saved.Unmet, ct);
    }

    private static async Task<IResult> NewAsync(HttpContext http, ChainShelf shelf, UnitNode place, DateOnly today,
        IFormCollection? form, IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        PageResults.Page<NewChainPage>(new
        {
            Unit = place, Chains = await shelf.AllAsync(http.Viewer(), place.Id, today, ct), Id = form?["id"].ToString() ?? "",
            Name = form?["name"].ToString() ?? "",
            Template = form?["template"].ToString() ?? "", Unmet = unmet,
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> VersionsAsync(HttpContext http, ChainDesk desk, UnitNode place, string chain,
        IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        PageResults.Page<ChainVersionsPage>(new
        {
            Chain = chain, Unit = place, Versions = await desk.VersionsAsync(place, chain, ct),
            MayApprove = http.Viewer().May(Rights.Approve), Unmet = unmet, Done = Done(http),
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <param name="seen">Stays what the next change must be of, until the page has told that somebody saved meanwhile.</param>
    private static RazorComponentResult<ChainEditPage> Again(ChainEditView view, int? seen) => PageResults.Page<ChainEditPage>(new
    {
        View = seen is { } read && view.Unmet.All(u => u.Code != SaveChain.Newer) ? view with { Seen = read } : view,
    }, StatusCodes.Status422UnprocessableEntity);

    /// <summary>The field of the form that a mistake is about.</summary>
    private static string Field(string act, RuleError error) => (act, error.Code) switch
    {
        ("node", "chain.duplicate") => "id",
        ("node", "chain.code") => "codes",
        ("node", "chain.words") => "words",
        ("node", "chain.need") => "needs",
        ("link", "chain.circle" or "chain.end") => "target",
        _ => "",
    };

    private static string? Done(HttpContext http) => http.Request.Query["done"].ToString() switch
    {
        "kept" => "草稿已保存。启用以前，图谱仍用原来的一版。",
        "discarded" => "草稿已丢弃。",
        "withdrawn" => "已撤回，恢复使用前一版。",
        _ => null,
    };
}
