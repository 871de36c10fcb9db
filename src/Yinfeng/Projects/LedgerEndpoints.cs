using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;

namespace Yinfeng.Projects;

/// <summary>REST: GET /api/projects, the ledger list. Answers {"filter_count":n,"data":[…]} straight from memory.</summary>
internal static class LedgerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/projects", ListAsync).Need(Rights.See).WithName("ListProjects").WithTags("Projects").WithSummary("The ledger list")
            .WithDescription("q, unit, industry, stage, gte and lte (总投资, 万元), noinvest, kind, origin, status, year, carried, problems, "
                + "import, who; sort = invest|funds|signed|since|updated|stage|unit|name, descending with a leading minus; page, limit up to 100")
            .Produces<ListAnswer>().ProducesProblem(400);
        routes.MapGet("/api/projects/filters", async (HttpContext http, SavedFilters filters, CancellationToken ct) =>
            TypedResults.Ok((await filters.OfAsync(http.Viewer(), ct)).Select(f => new FilterJson(f.Id, f.Name, f.Query)))).Need(Rights.See)
            .WithName("ListFilters").WithTags("Projects").WithSummary("One's own saved filters");
        routes.MapPost("/api/projects/filters", async (FilterBody body, HttpContext http, SavedFilters filters, CancellationToken ct) =>
            ProjectEndpoints.Answer(await filters.SaveAsync(http.Viewer(), body.Name ?? "", body.Query ?? "", ct))).Need(Rights.See)
            .WithName("SaveFilter").WithTags("Projects").WithSummary("Keep a query string under a name");
        routes.MapPut("/api/projects/filters/{id:long}", async (long id, FilterBody body, HttpContext http, SavedFilters filters,
            CancellationToken ct) => ProjectEndpoints.Answer(await filters.RenameAsync(http.Viewer(), id, body.Name ?? "", ct))).Need(Rights.See)
            .WithName("RenameFilter").WithTags("Projects").WithSummary("Rename a saved filter");
        routes.MapDelete("/api/projects/filters/{id:long}", async (long id, HttpContext http, SavedFilters filters, CancellationToken ct) =>
            ProjectEndpoints.Answer(await filters.DeleteAsync(http.Viewer(), id, ct))).Need(Rights.See)
            .WithName("DeleteFilter").WithTags("Projects").WithSummary("Delete a saved filter");
    }

    /// <summary>For the OpenAPI document only; the answer itself is copied together from rows that are bytes already.</summary>
    private sealed record ListAnswer(int Filter_count, IReadOnlyList<LedgerRow> Data);

    private sealed record FilterJson(long Id, string Name, string Query);
    private sealed record FilterBody(string? Name, string? Query);

    private static async Task ListAsync(HttpContext http, LedgerIndex index)
    {
        var problems = new List<string>();
        var query = LedgerQuery.Read(http.Request.Query, problems);
        if (problems.Count > 0)
        {
            await TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: string.Join("", problems)).ExecuteAsync(http);
            return;
        }
        var columns = await index.ColumnsAsync(http.RequestAborted);
        var rows = ArrayPool<int>.Shared.Rent(query.Limit);
        var (count, written) = LedgerAnswer.Page(columns, query, http.Viewer(), rows.AsSpan(0, query.Limit));
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = Length(columns, count, rows.AsSpan(0, written));
        await http.Response.StartAsync(http.RequestAborted); // What is written before the head is sent would be copied once more.
        Write(http.Response.BodyWriter, columns, count, rows.AsSpan(0, written), (int)http.Response.ContentLength);
        ArrayPool<int>.Shared.Return(rows);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static int Length(LedgerColumns columns, int count, ReadOnlySpan<int> page)
    {
        var length = Head(count, stackalloc byte[48]).Length + 2 + Math.Max(0, page.Length - 1);
        foreach (var row in page)
        {
            length += columns.Rows[row].Json.Length;
        }
        return length;
    }

    private static Span<byte> Head(int count, Span<byte> head)
    {
        "{\"filter_count\":"u8.CopyTo(head);
        Utf8Formatter.TryFormat(count, head[16..], out var digits);
        ",\"data\":["u8.CopyTo(head[(16 + digits)..]);
        return head[..(16 + digits + 9)];
    }

    private static void Write(PipeWriter body, LedgerColumns columns, int count, ReadOnlySpan<int> page, int length)
    {
        var head = Head(count, stackalloc byte[48]);
        var into = body.GetSpan(length);
        head.CopyTo(into);
        var at = head.Length;
        for (var i = 0; i < page.Length; i++)
        {
            if (i > 0)
            {
                into[at++] = (byte)',';
            }
            var json = columns.Rows[page[i]].Json;
            json.CopyTo(into[at..]);
            at += json.Length;
        }
        "]}"u8.CopyTo(into[at..]);
        body.Advance(length);
    }
}
