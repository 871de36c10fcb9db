using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit.Pages;
using Yinfeng.Kernel;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Audit;

/// <summary>What the page of roots shows.</summary>
/// <param name="Proof">The one that was asked for; null without a question or where there is none.</param>
/// <param name="Asked">A proof was asked for.</param>
public sealed record RootsView(AuditCheckpoint Now, IReadOnlyList<SignedCheckpoint> Checkpoints, IReadOnlyList<AuditKey> Keys, bool MayRead, bool MayErase,
    AuditProof? Proof, bool Asked, string? From, string? Size, string? Seq);

/// <summary>The pages 审计日志: roots and proofs for everybody, entries for auditors, erasing with a reason.</summary>
internal static class AuditPages
{
    private const int MostCheckpoints = 60, MostExported = 20_000;
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/audit").ExcludeFromDescription();
        pages.MapGet("", RootsAsync).Need(Rights.None);
        pages.MapGet("/log", async (HttpContext http, AuditQueries queries, CancellationToken ct) =>
            await queries.PageAsync(http.Viewer(), Filter(http.Request.Query), AuditFilter.PageSize, ct) is { } view
                ? PageResults.Page<AuditLogPage>(new { View = view }) : TypedResults.NotFound() as IResult).Need(Rights.ReadAudit);
        pages.MapGet("/log/export", ExportAsync).Need(Rights.ReadAudit).Exports("audit-list");
        pages.MapGet("/log/{seq:long}", (HttpContext http, AuditQueries queries, long seq, CancellationToken ct) => EntryAsync(http, queries, seq, false, [], ct)).Need(Rights.ReadAudit);
        pages.MapPost("/log/{seq:long}", RevealAsync).Need(Rights.ReadAudit);
        pages.MapGet("/erase", (HttpContext http) => AuditQueries.MayRead(http.Viewer())
            ? PageResults.Page<ErasePage>(new { }) : TypedResults.NotFound() as IResult).Need(Rights.ReadAudit);
        pages.MapPost("/erase", EraseAsync).Need(Rights.ReadAudit);
    }

    private static async Task<IResult> RootsAsync(HttpContext http, AuditCheckpoints log, AuditQueries queries, CancellationToken ct)
    {
        var asked = http.Request.Query;
        var (from, size, seq) = (Number(asked["from"]), Number(asked["size"]), Number(asked["seq"]));
        var proof = seq is { } s && size is { } of ? await log.InclusionAsync(s, of, ct)
            : from is { } f && size is { } to ? await log.ConsistencyAsync(f, to, ct) : null;
        return PageResults.Page<RootsPage>(new
        {
            View = new RootsView(await log.NowAsync(ct), await queries.CheckpointsAsync(MostCheckpoints, ct), await queries.KeysAsync(ct),
                http.Viewer().May(Rights.ReadAudit), AuditQueries.MayRead(http.Viewer()), proof, asked.ContainsKey("size"), asked["from"], asked["size"], asked["seq"]),
        });
    }

    private static async Task<IResult> EntryAsync(HttpContext http, AuditQueries queries, long seq, bool open, IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        await queries.EntryAsync(http.Viewer(), seq, open, ct) is { } line
            ? PageResults.Page<AuditEntryPage>(new { Line = line, Open = open, Unmet = unmet }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : 200)
            : TypedResults.NotFound();

    /// <summary>Personal values are shown for a reason, and the log has it before they are.</summary>
    private static async Task<IResult> RevealAsync(HttpContext http, AuditQueries queries, RecordExport record, long seq, IFormCollection form, CancellationToken ct)
    {
        if (form["reason"].ToString().Trim() is not { Length: > 0 } reason)
        {
            return await EntryAsync(http, queries, seq, false, [new("audit.reveal.reason", "reason", "请写明查看的理由，日志会记下。")], ct);
        }
        if (await queries.EntryAsync(http.Viewer(), seq, false, ct) is null)
        {
            return TypedResults.NotFound();
        }
        await record.RevealAsync(http.Viewer(), "audit-entry", string.Create(CultureInfo.InvariantCulture, $"entry:{seq}"), reason, ct);
        return await EntryAsync(http, queries, seq, true, [], ct);
    }

    private static async Task<IResult> EraseAsync(HttpContext http, ErasePerson erase, IFormCollection form, CancellationToken ct)
    {
        var done = await erase.RunAsync(http.Viewer(), form["person"], form["reason"], ct);
        return PageResults.Page<ErasePage>(new { Person = form["person"].ToString(), Reason = form["reason"].ToString(), done.Unmet, Erased = done.Allowed ? done.Value : (int?)null },
            done.Allowed ? 200 : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, AuditQueries queries, CancellationToken ct)
    {
        if (await queries.PageAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1 }, MostExported, ct) is not { } view)
        {
            return TypedResults.NotFound();
        }
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("审计日志",
            [new("序号", 10), new("时间（北京）", 20), new("谁", 20), new("做了什么", 20), new("代码", 20), new("对象", 24), new("内容", 80)],
            view.Lines.Select(l => (object?[])[l.Entry.Seq, (l.Entry.AtUtc + TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                l.Who, AuditWords.Of(l.Entry.Action), l.Entry.Action, l.Subject, l.Entry.Detail.Length > 32_000 ? l.Entry.Detail[..32_000] : l.Entry.Detail]))]);
        stream.Position = 0;
        return Results.File(stream, Excel, "审计日志.xlsx");
    }

    private static AuditFilter Filter(IQueryCollection asked) => new(asked["who"], asked["action"], asked["subject"], Day(asked["from"]), Day(asked["to"]),
        (int)Math.Clamp(Number(asked["page"]) ?? 1, 1, 1_000_000));

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
