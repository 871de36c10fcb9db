using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Sheets;
using Yinfeng.Shell;
using Yinfeng.Units.Pages;

namespace Yinfeng.Units;

/// <summary>The page of a unit: what is below it, its history, and the forms that change it.</summary>
internal static class UnitPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var units = pages.MapGroup("/units").ExcludeFromDescription();
        units.MapGet("", async (HttpContext http, UnitQueries queries, string? q, CancellationToken ct) =>
            string.IsNullOrWhiteSpace(q)
                ? await ShowAsync(http, queries, null, null, ct)
                : PageResults.Page<UnitsFoundPage>(new { Text = q, Rows = await queries.FindAsync(http.Viewer(), q, 100, ct) })).Need(Rights.SeeUnits);
        units.MapGet("/export", async (HttpContext http, UnitQueries queries, string? q, long? of, CancellationToken ct) =>
            !string.IsNullOrWhiteSpace(q) ? Export(await queries.FindAsync(http.Viewer(), q, 100, ct))
                : await queries.GetAsync(http.Viewer(), of, null, ct) is { } view ? Export(view.Children) : Results.NotFound()).Need(Rights.See).Exports("units");
        units.MapGet("/{id:long}", (HttpContext http, UnitQueries queries, long id, CancellationToken ct) => ShowAsync(http, queries, id, null, ct)).Need(Rights.SeeUnits);
        units.MapPost("/{id:long}/add", AddAsync).Need(Rights.ManageSystem);
        units.MapPost("/{id:long}/rename", (HttpContext http, RenameUnit rename, UnitQueries queries,
            long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, "rename", form, from => rename.RunAsync(http.Viewer(), id, form["name"].ToString(), form["code"], from, form["reason"], ct), ct)).Need(Rights.ManageSystem);
        units.MapPost("/{id:long}/move", (HttpContext http, MoveUnit move, UnitQueries queries, UnitDirectory directory,
            long id, IFormCollection form, CancellationToken ct) =>
            WithUnitAsync(http, queries, directory, id, "move", "parent", form, (to, from) => move.RunAsync(http.Viewer(), id, to, from, form["reason"], ct), ct)).Need(Rights.ManageSystem);
        units.MapPost("/{id:long}/merge", (HttpContext http, MergeUnits merge, UnitQueries queries, UnitDirectory directory,
            long id, IFormCollection form, CancellationToken ct) =>
            WithUnitAsync(http, queries, directory, id, "merge", "successor", form, (to, from) => merge.RunAsync(http.Viewer(), id, to, from, form["reason"], ct), ct)).Need(Rights.ManageSystem);
        units.MapPost("/{id:long}/end", (HttpContext http, EndUnit end, UnitQueries queries,
            long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, "end", form, from => end.RunAsync(http.Viewer(), id, from, form["reason"], ct), ct)).Need(Rights.ManageSystem);
    }

    private static FileContentHttpResult Export(IReadOnlyList<UnitRow> rows) => ExcelFile.Of("单位",
        [new("单位", 28), new("代码"), new("类别"), new("下级单位", 10, ColumnFormat.Whole)], rows.Select(r => (object?[])[r.Name, r.Code, r.Kind, r.Children]));

    private static Task<IResult> AddAsync(HttpContext http, AddUnit add, UnitQueries queries,
            long id, IFormCollection form, CancellationToken ct) =>
        ChangeAsync(http, queries, id, "add", form, async from => UnitTerms.Read(form["kind"]) is { } kind
            ? await add.RunAsync(http.Viewer(), new NewUnit(form["code"], form["name"].ToString(), null, kind, id, from, form["reason"]), ct)
            : Decision.Refuse("unit.kind", "kind", "请选择类别：部门、园区、专班、驻外机构、开发区或县区。"), ct);

    private static Task<IResult> WithUnitAsync(HttpContext http, UnitQueries queries, UnitDirectory directory, long id, string what, string field,
        IFormCollection form, Func<long, DateOnly, Task<Decision>> write, CancellationToken ct) =>
        ChangeAsync(http, queries, id, what, form, async from =>
        {
            var tree = await directory.OnAsync(from, ct);
            return UnitNames.Find(tree, form[field].ToString(), http.Viewer().UnitId) switch
            {
                [var one] => await write(one.Id, from),
                [] => Decision.Refuse("unit.not-named", field, $"找不到单位“{form[field]}”。请填全称或代码，例如 临邑县 或 371424。"),
                var several => Decision.Refuse("unit.ambiguous", field,
                    $"有 {several.Count} 个单位叫“{form[field]}”，请写代码：{string.Join("、", several.Take(4).Select(n => $"{n.Code} {tree.PathOf(n.Id)}"))}。"),
            };
        }, ct);

    private static async Task<IResult> ChangeAsync(HttpContext http, UnitQueries queries, long id, string what, IFormCollection form,
        Func<DateOnly, Task<Decision>> write, CancellationToken ct)
    {
        var decision = DateOnly.TryParseExact(form["from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            ? await write(from)
            : Decision.Refuse("unit.from", "from", "请填写生效日期，例如 2024-01-01。");
        return decision.Allowed
            ? PageResults.See($"/units/{id}")
            : await ShowAsync(http, queries, id, new RefusedForm(what, form, decision.Unmet), ct);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, UnitQueries queries, long? id, RefusedForm? refused, CancellationToken ct) =>
        await queries.GetAsync(http.Viewer(), id, null, ct) is { } view
            ? PageResults.Page<UnitDetailPage>(new { View = view, CanChange = http.Viewer().May(Rights.ManageSystem), Refused = refused },
                refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
}

/// <summary>A form that came back: which, with what was typed and what is wrong.</summary>
public sealed record RefusedForm(string What, IFormCollection Typed, IReadOnlyList<Unmet> Unmet);
