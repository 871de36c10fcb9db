using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Audit;

/// <summary>Says of a route that it lets data out of the house, and as what the log names it.</summary>
/// <param name="Kind">The log says <c>export.</c> and this.</param>
/// <param name="Subject">Pattern of the subject with route values in braces: <c>project:{id}</c>.</param>
public sealed record ExportMark(string Kind, string Subject);

/// <summary>The one gate through which files leave: a route that answers with a file is marked, and logged before the first byte.</summary>
public static class ExportRoutes
{
    /// <summary>Marks a route that answers with a file.</summary>
    public static TBuilder Exports<TBuilder>(this TBuilder route, string kind, string subject = "") where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new ExportMark(kind, subject));

    /// <summary>The same for a command: every file that one writes for somebody goes through here.</summary>
    /// <param name="path">As typed.</param>
    public static Task HandOutAsync(this CommandSeat seat, string kind, string path, byte[] content, CancellationToken ct) =>
        seat.HandOutAsync(kind, path, async file =>
        {
            await file.WriteAsync(content, ct);
            return true;
        }, ct);

    /// <param name="write">Writes the content; false when there is nothing to hand out after all.</param>
    /// <returns>Whether the file is there. It bears its name only once the log has the export.</returns>
    public static async Task<bool> HandOutAsync(this CommandSeat seat, string kind, string path, Func<Stream, Task<bool>> write, CancellationToken ct)
    {
        path = Path.GetFullPath(path, seat.WorkingDirectory);
        var half = path + ".part";
        try
        {
            await using (var file = new FileStream(half, FileMode.Create, FileAccess.ReadWrite))
            {
                if (!await write(file))
                {
                    return false;
                }
            }
            await seat.Services.GetRequiredService<RecordExport>().RunAsync(seat.Viewer, kind, "", new { file = Path.GetFileName(path) }, ct);
            File.Move(half, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(half);
        }
    }
}

/// <summary>Stands around every route of the product. A file without a mark is a bug and does not leave.</summary>
public sealed partial class ExportFilter(RecordExport record) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (FileOf(answer) is { } file)
        {
            var http = context.HttpContext;
            var mark = http.GetEndpoint()?.Metadata.GetMetadata<ExportMark>()
                ?? throw new InvalidOperationException($"{http.Request.Path} answers with a file and is not marked .Exports(…).");
            var subject = Braces().Replace(mark.Subject, m => Convert.ToString(http.Request.RouteValues[m.Groups[1].Value], CultureInfo.InvariantCulture) ?? "");
            await record.RunAsync(http.Viewer(), mark.Kind, subject, new
            {
                file = file.FileDownloadName, path = http.Request.Path.Value, query = Uri.UnescapeDataString(http.Request.QueryString.Value ?? "").TrimStart('?'),
            }, http.RequestAborted);
        }
        return answer;
    }

    /// <summary>The file in an answer that has not been sent yet. Pages that were drawn before are bytes too, but no files.</summary>
    private static IFileHttpResult? FileOf(object? answer)
    {
        while (answer is INestedHttpResult nested)
        {
            answer = nested.Result;
        }
        return answer is IFileHttpResult file && !IsPage(answer) ? file : null;
    }

    private static bool IsPage(object answer) =>
        answer is IContentTypeHttpResult { ContentType: { } type } && type.StartsWith("text/html", StringComparison.Ordinal);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Braces();
}
