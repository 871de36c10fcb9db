using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Yinfeng.Shell;

/// <summary>Answers with a Razor component rendered once on the server.</summary>
internal static class PageResults
{
    /// <summary>A page, or its part for htmx; <paramref name="parameters"/> is an anonymous object of component parameters.</summary>
    public static RazorComponentResult<TPage> Page<TPage>(object parameters, int statusCode = StatusCodes.Status200OK)
        where TPage : IComponent => new(parameters) { StatusCode = statusCode };

    /// <summary>Whether htmx asks for a part of the page rather than the whole.</summary>
    public static bool WantsPart(this HttpContext http)
    {
        http.Response.Headers.Vary = "HX-Request";
        http.Response.Headers.CacheControl = "no-store";
        return http.Request.Headers.ContainsKey("HX-Request") && !http.Request.Headers.ContainsKey("HX-History-Restore-Request");
    }

    /// <summary>After a write: 303 to where the outcome can be seen.</summary>
    public static IResult See(string address) => Results.Redirect(address);
}
