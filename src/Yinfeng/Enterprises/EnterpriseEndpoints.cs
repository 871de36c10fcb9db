using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;

namespace Yinfeng.Enterprises;

/// <summary>REST under /api/enterprises.</summary>
internal static class EnterpriseEndpoints
{
    private const int Usual = 10;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/enterprises").WithTags("Enterprises").MapGet("/search", async (HttpContext http, EnterpriseQueries queries, string? q, int? limit,
            string? place, int? division, long? capital, int? year, bool? heads, long? list, CancellationToken ct) =>
        {
            var asked = EnterpriseAsked.Of(q, place, division, capital, year, heads ?? false, list);
            return asked.Wrong is { } wrong ? Results.BadRequest(wrong)
                : Results.Ok(new EnterpriseSearchJson(asked.Text, await queries.SearchAsync(http.Viewer(), asked.Text, limit ?? Usual, asked.Filter, ct)));
        }).Need(Rights.See).WithName("SearchEnterprises").WithSummary("Companies by name, abbreviation, pinyin or credit code, the best first")
        .Produces<EnterpriseSearchJson>().Produces(400);
}
