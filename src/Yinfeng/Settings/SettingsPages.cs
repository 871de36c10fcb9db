using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Settings.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Settings;

/// <summary>The page of settings: each administrator sees and sets their own.</summary>
internal static class SettingsPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var settings = pages.MapGroup("/settings").ExcludeFromDescription();
        settings.MapGet("", async (HttpContext http, OfficeSettings office, CancellationToken ct) => PageResults.Page<SettingsPage>(new
        {
            Known = office.For(http.Viewer()), Values = await office.AllAsync(ct), Done = http.Request.Query.ContainsKey("done") ? "已保存。" : null,
        })).NeedEither(Rights.ManageSystem, Rights.ManageUsers);
        settings.MapPost("", async (HttpContext http, OfficeSettings office, SetSettings write, IFormCollection form, CancellationToken ct) =>
        {
            var typed = form.Where(f => office.For(http.Viewer()).Any(s => s.Key == f.Key)).ToDictionary(f => f.Key, f => f.Value.ToString());
            var decision = await write.RunAsync(http.Viewer(), typed, ct);
            return decision.Allowed ? PageResults.See("/settings?done")
                : PageResults.Page<SettingsPage>(new { Known = office.For(http.Viewer()), Values = (IReadOnlyDictionary<string, string>)typed, decision.Unmet },
                    StatusCodes.Status422UnprocessableEntity);
        }).NeedEither(Rights.ManageSystem, Rights.ManageUsers);
    }
}
