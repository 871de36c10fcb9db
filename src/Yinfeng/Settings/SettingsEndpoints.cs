using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Settings;

/// <summary>REST under /api/settings: to each administrator their own. A secret is never read back.</summary>
internal static class SettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/settings").WithTags("Settings");
        settings.MapGet("", async (HttpContext http, OfficeSettings office, CancellationToken ct) =>
        {
            var values = await office.AllAsync(ct);
            return TypedResults.Ok(office.For(http.Viewer()).Select(s => new SettingJson(s.Key, s.Label, s.Hint, s.Secret ? null : values.GetValueOrDefault(s.Key, s.Default),
                values.ContainsKey(s.Key))));
        }).NeedEither(Rights.ManageSystem, Rights.ManageUsers).WithName("GetSettings").WithSummary("What the office can set").Produces<SettingJson[]>().Produces(403);
        settings.MapPut("", async (HttpContext http, SetSettings write, Dictionary<string, string> typed, CancellationToken ct) =>
        {
            var decision = await write.RunAsync(http.Viewer(), typed, ct);
            return decision.Allowed ? Results.Ok(new { changed = decision.Value }) : Problems.Refused(decision);
        }).NeedEither(Rights.ManageSystem, Rights.ManageUsers)
            .WithName("SetSettings").WithSummary("Set texts by key; an empty text goes back to the default").Produces(200).Produces(403).ProducesProblem(422);
    }

    internal sealed record SettingJson(string Key, string Label, string Hint, string? Value, bool IsSet);
}
