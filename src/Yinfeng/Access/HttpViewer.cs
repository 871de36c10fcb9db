using Microsoft.AspNetCore.Http;

namespace Yinfeng.Access;

/// <summary>Hands the signed-in person to pages and endpoints.</summary>
public static class HttpViewer
{
    private static readonly object Key = new();

    /// <summary>The signed-in person.</summary>
    /// <exception cref="InvalidOperationException">The route let an unknown person in: a bug.</exception>
    public static Viewer Viewer(this HttpContext http) =>
        http.FindViewer() ?? throw new InvalidOperationException("This route must require a signed-in person.");

    /// <summary>The signed-in person, or null.</summary>
    public static Viewer? FindViewer(this HttpContext http) => http.Items[Key] as Viewer;

    internal static void SetViewer(this HttpContext http, Viewer viewer) => http.Items[Key] = viewer;
}
