using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Where a person finds what they typed before their sign-in ran out, looks at it and sends it on.</summary>
internal static class KeptFormPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var kept = pages.MapGroup("/account/kept").ExcludeFromDescription();
        kept.MapGet("/{id}", async (HttpContext http, KeptForms forms, string id, CancellationToken ct) =>
            await forms.FindAsync(AccountPages.Own(http), id, ct) is { } form
                ? PageResults.Page<KeptFormPage>(new { Id = id, Form = form }) : Results.NotFound()).Need(Rights.None);
        kept.MapGet("/{id}/fields", async (HttpContext http, KeptForms forms, string id, CancellationToken ct) =>
            await forms.FindAsync(AccountPages.Own(http), id, ct) is { } form ? Results.Json(form) : Results.NotFound()).Need(Rights.None);
        kept.MapPost("/{id}", async (HttpContext http, KeptForms forms, string id, [FromForm] IFormCollection form, CancellationToken ct) =>
        {
            _ = form; // Binding the form is what makes the framework check the antiforgery field.
            var own = AccountPages.Own(http);
            var typed = await forms.FindAsync(own, id, ct);
            return typed is not null && (await forms.CloseAsync(own, id, sent: true, ct)).Allowed
                ? Results.LocalRedirect("~" + typed.Path, permanent: false, preserveMethod: true) // 307: the browser sends the same form on.
                : Results.NotFound();
        }).Need(Rights.None);
        kept.MapPost("/{id}/discard", async (HttpContext http, KeptForms forms, string id, [FromForm] string? from, CancellationToken ct) =>
        {
            _ = from;
            return (await forms.CloseAsync(AccountPages.Own(http), id, sent: false, ct)).Allowed ? PageResults.See("/account") : Results.NotFound();
        }).Need(Rights.None);
    }
}
