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
        return http.Request.Headers.ContainsKey("HX-Request") && !http.Request.Headers.ContainsKey("HX-History-Restore-Request");
    }

    /// <summary>After a write: 303 to where the outcome can be seen. htmx is told to load the whole page there.</summary>
    public static IResult See(string address) => new SeeOther(address);

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var part = httpContext.Request.Headers.ContainsKey("HX-Request");
            httpContext.Response.StatusCode = part ? StatusCodes.Status204NoContent : StatusCodes.Status303SeeOther;
            httpContext.Response.Headers[part ? "HX-Redirect" : "Location"] = address;
            return Task.CompletedTask;
        }
    }
}
