using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Yinfeng.Access;

/// <summary>Hands the signed-in person to pages and endpoints.</summary>
public static class HttpViewer
{
    /// <summary>Name of the field in forms and bodies.</summary>
    public const string RestatementField = "restatement";
    private const string RestatementHeader = "Restatement";
    private static readonly object Key = new();
    private static readonly object ReasonKey = new();

    /// <summary>The signed-in person.</summary>
    /// <exception cref="InvalidOperationException">The route let an unknown person in: a bug.</exception>
    public static Viewer Viewer(this HttpContext http)
    {
        var viewer = http.FindViewer() ?? throw new InvalidOperationException("This route must require a signed-in person.");
        return HttpMethods.IsGet(http.Request.Method) || http.Restating() is not { } reason ? viewer : viewer with { Restating = reason };
    }

    /// <summary>The reason that came with a request for changing closed figures: the body's field <c>restatement</c>, the header
    /// <c>Restatement</c> (percent-encoded UTF-8), the same in the address where there is no body, or the form's field; null without one.</summary>
    public static string? Restating(this HttpContext http)
    {
        var stated = http.Items[ReasonKey] as string
            ?? (http.Request.Headers[RestatementHeader].ToString() is { Length: > 0 } header ? Uri.UnescapeDataString(header) : null)
            ?? (http.Request.Query[RestatementField].ToString() is { Length: > 0 } asked ? asked : null)
            ?? (http.Request.HasFormContentType && http.Features.Get<IFormFeature>()?.Form is { } form ? form[RestatementField].ToString() : null);
        return string.IsNullOrWhiteSpace(stated) ? null : stated.Trim();
    }

    internal static void SetRestating(this HttpContext http, string reason) => http.Items[ReasonKey] = reason;

    /// <summary>The signed-in person, or null.</summary>
    public static Viewer? FindViewer(this HttpContext http) => http.Items[Key] as Viewer;

    internal static void SetViewer(this HttpContext http, Viewer viewer) => http.Items[Key] = viewer;
}
