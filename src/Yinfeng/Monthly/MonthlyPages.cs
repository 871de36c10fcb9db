using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Monthly.Pages;
using Yinfeng.Sheets;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Monthly;

/// <summary>The grid of a month: fill, keep, report, verify, send out and take back as a sheet.</summary>
internal static class MonthlyPages
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const long MostBytes = 20 << 20;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var monthly = pages.MapGroup("/monthly").ExcludeFromDescription();
        monthly.MapGet("", (HttpContext http, MonthGridQueries queries, CancellationToken ct) =>
            ShowAsync(http, queries, Asked.Of(http.Request.Query, queries), null, ct)).Need(Rights.See);
        monthly.MapPost("", PostAsync).Need(Rights.See);
        monthly.MapPost("/draft", DraftAsync).Need(Rights.Report);
        monthly.MapGet("/sheet", SheetAsync).Need(Rights.See).Exports("month");
        monthly.MapPost("/sheet", UploadAsync).Need(Rights.Report);
    }

    private static async Task<IResult> PostAsync(HttpContext http, MonthGridQueries queries, SubmitMonth submit, SaveDrafts drafts, VerifyMonths verify,
        IFormCollection form, CancellationToken ct)
    {
        var asked = Asked.Of(form, queries);
        var viewer = http.Viewer();
        if (form["act"].ToString() is var act && act is "verify" or "return")
        {
            var ticked = Ticked(form);
            var outcome = ticked.Count > 0 ? await verify.RunAsync(viewer, asked.Month, ticked, act == "return", form["remark"], ct)
                : new SubmitOutcome([], 0, [new("month.verify.none", "", "还没有勾选项目。请先勾选要核验、确认或退回的行。")]);
            var done = act == "return" ? $"已退回 {outcome.Reported.Count} 个项目的月报。" : $"已办理 {outcome.Reported.Count} 个项目的核验、确认。";
            return outcome.Unmet.Count == 0 ? PageResults.See($"{asked.Address}&done={(act == "return" ? "back" : "")}{outcome.Reported.Count}")
                : await ShowAsync(http, queries, asked, new GridForm(outcome.Unmet, [], outcome.Reported.Count > 0 ? done : null)
                {
                    Ticked = ticked.Where(t => !outcome.Reported.Contains(t.ProjectId)).ToDictionary(t => t.ProjectId, t => t.Remark ?? ""), Remark = form["remark"],
                }, ct);
        }
        var rows = Rows(form);
        if (form["act"] == "keep")
        {
            var kept = await drafts.RunAsync(viewer, asked.Month, rows, ct);
            return kept.Allowed ? PageResults.See(asked.Address + "&done=kept")
                : await ShowAsync(http, queries, asked, new GridForm(kept.Unmet, rows, null), ct);
        }
        var decision = await submit.RunAsync(viewer, asked.Month, rows, ct, form["typedFor"]);
        var result = decision.Value ?? new SubmitOutcome([], 0, decision.Unmet);
        return await AnswerAsync(http, queries, asked, result, $"已报送 {result.Reported.Count} 个项目。", rows, ct);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, MonthGridQueries queries, Asked asked, SubmitOutcome outcome, string done,
        IReadOnlyList<TypedRow> rows, CancellationToken ct) => outcome.Unmet.Count == 0
        ? PageResults.See($"{asked.Address}&done={outcome.Reported.Count}")
        : await ShowAsync(http, queries, asked, new GridForm(outcome.Unmet, [.. rows.Where(r => !outcome.Reported.Contains(r.ProjectId))],
            outcome.Reported.Count > 0 ? done : null), ct);

    private static async Task<IResult> DraftAsync(HttpContext http, SaveDrafts write, MonthGridQueries queries, MonthLimitsTable limits,
        TimeProvider clock, IFormCollection form, CancellationToken ct) =>
        await MonthlyEndpoints.KeepAsync(http.Viewer(), Asked.Of(form, queries).Month, Rows(form), write, queries, limits, clock, ct);

    private static async Task<IResult> SheetAsync(HttpContext http, MonthGridQueries queries, MonthSheet sheet, UnitDirectory units, CancellationToken ct)
    {
        var asked = Asked.Of(http.Request.Query, queries);
        if (await UnitAsync(http, units, asked.Unit, ct) is not { } unit)
        {
            return Results.NotFound();
        }
        var stream = new MemoryStream();
        await sheet.WriteAsync(stream, http.Viewer(), asked.Month, unit, ct);
        stream.Position = 0;
        return Results.File(stream, Excel, $"{unit.Name}{asked.Month}月报.xlsx");
    }

    private static async Task<IResult> UploadAsync(HttpContext http, MonthGridQueries queries, MonthSheet sheet, SaveDrafts drafts, UnitDirectory units,
        IFormFile? file, IFormCollection form, CancellationToken ct)
    {
        var asked = Asked.Of(form, queries);
        if (await UnitAsync(http, units, asked.Unit, ct) is not { } unit)
        {
            return Results.NotFound();
        }
        var reading = file is null or { Length: 0 }
            ? new SheetReading([], [new("month.sheet.none", "file", "还没有选文件。请选择填好的月报表。")])
            : await ReadAsync(http.Viewer(), asked.Month, unit, sheet, file, ct);
        if (reading.Rows.Count > 0)
        {
            var kept = await drafts.RunAsync(http.Viewer(), asked.Month, reading.Rows, ct);
            if (!kept.Allowed)
            {
                return await ShowAsync(http, queries, asked, new GridForm(kept.Unmet, [], null), ct);
            }
        }
        var read = $"已读入 {reading.Rows.Count} 行，放在草稿里，核对后再报送。";
        return reading.Unmet.Count == 0 ? PageResults.See($"{(asked with { Show = "draft" }).Address}&read={reading.Rows.Count}")
            : await ShowAsync(http, queries, asked, new GridForm(reading.Unmet, [], reading.Rows.Count > 0 ? read : null), ct);
    }

    private static async Task<SheetReading> ReadAsync(Viewer viewer, YearMonth month, UnitNode unit, MonthSheet sheet, IFormFile file, CancellationToken ct)
    {
        if (file.Length > MostBytes)
        {
            return new SheetReading([], [new("month.sheet.large", "file", "文件超过 20 MB，不像一个月的填报表。请检查是不是选错了文件。")]);
        }
        var folder = Directory.CreateTempSubdirectory("yinfeng-month-");
        try
        {
            var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
            var path = Path.Combine(folder.FullName, name.Length is > 0 and < 120 ? name : "月报");
            await using (var target = File.Create(path))
            {
                await file.CopyToAsync(target, ct);
            }
            return await sheet.ReadAsync(path, viewer, month, unit, ct);
        }
        catch (WorkbookRefusedException refused)
        {
            return new SheetReading([], [refused.Reason with { Field = "file" }]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static async Task<UnitNode?> UnitAsync(HttpContext http, UnitDirectory units, string? code, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var node = string.IsNullOrWhiteSpace(code) ? tree.Find(http.Viewer().UnitId ?? UnitTree.NationId) : tree.FindByCode(code.Trim());
        return node is not null && tree.IsWithin(node.Id, http.Viewer().UnitId) ? node : null;
    }

    private static async Task<IResult> ShowAsync(HttpContext http, MonthGridQueries queries, Asked asked, GridForm? form, CancellationToken ct)
    {
        var query = http.Request.Query;
        string? done = query["done"].ToString() switch
        {
            "" => null,
            "kept" => "草稿已保存。",
            var n when n.StartsWith("back", StringComparison.Ordinal) => $"已退回 {n[4..]} 个项目的月报，报送人会看到原因。",
            var n => $"已办理 {n} 个项目。",
        };
        done = query["read"].ToString() is { Length: > 0 } read ? $"已读入 {read} 行，放在草稿里，核对后再报送。" : done;
        return await queries.ViewAsync(http.Viewer(), asked.Month, asked.Unit, asked.Show, asked.Page, ct) is { } view
            ? PageResults.Page<GridPage>(new { View = view, Form = form, Done = form?.Done ?? done, TickAll = query["tick"] == "all" },
                form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
    }

    /// <summary>Rows of the form: fields are "funds.ID", "fixed.ID" and so on; "v.ID" says which version was seen.</summary>
    private static List<TypedRow> Rows(IFormCollection form) =>
    [
        .. from key in form.Keys
           where key.StartsWith("v.", StringComparison.Ordinal) && long.TryParse(key.AsSpan(2), out _)
           let id = key[2..]
           select new TypedRow(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture),
               new TypedMonth(Text(form, "funds", id), Text(form, "fixed", id), Text(form, "stat", id), Text(form, "progress", id),
                   Text(form, "problems", id), Text(form, "answer", id)),
               int.TryParse(form[key], out var version) ? version : 0),
    ];

    /// <summary>Ticked rows with the versions seen and the remark in each row.</summary>
    private static List<TickedRow> Ticked(IFormCollection form) => [.. form["tick"].OfType<string>().Select(t => t.Split(':')).Where(t => t.Length == 2)
        .Select(t => new TickedRow(long.TryParse(t[0], out var id) ? id : 0, int.TryParse(t[1], out var version) ? version : -1, Text(form, "remark", t[0])))];

    private static string Text(IFormCollection form, string field, string id) =>
        form[$"{field}.{id}"].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}

/// <summary>Which grid is meant.</summary>
internal sealed record Asked(YearMonth Month, string? Unit, string Show, int Page)
{
    public string Address => $"/monthly?month={Month}&unit={Uri.EscapeDataString(Unit ?? "")}{(Show.Length > 0 ? $"&show={Show}" : "")}{(Page > 1 ? $"&page={Page}" : "")}";

    public static Asked Of(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields, MonthGridQueries queries)
    {
        string? Of(string name) => fields.FirstOrDefault(f => f.Key == name).Value.ToString() is { Length: > 0 } text ? text : null;
        return new(YearMonth.TryParse(Of("month"), out var month) ? month : queries.UsualMonth, Of("unit"),
            Of("show") is "missing" or "draft" or "returned" or "typed" or "reported" or "verified" or "accepted" ? Of("show")! : "", int.TryParse(Of("page"), out var page) ? page : 1);
    }
}

/// <summary>A grid that came back: what is wrong, and the rows as typed.</summary>
/// <param name="Done">What did go through.</param>
public sealed record GridForm(IReadOnlyList<Unmet> Unmet, IReadOnlyList<TypedRow> Rows, string? Done)
{
    /// <summary>Rows that stay ticked, with what was remarked on each.</summary>
    public IReadOnlyDictionary<long, string> Ticked { get; init; } = new Dictionary<long, string>();

    /// <summary>Remark for all ticked rows.</summary>
    public string? Remark { get; init; }
    public TypedRow? Row(long id) => Rows.FirstOrDefault(r => r.ProjectId == id);
    public string? Wrong(string field) => Unmet.FirstOrDefault(u => u.Field == field)?.Message;
}
