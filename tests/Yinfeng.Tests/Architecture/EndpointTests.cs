using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Yinfeng.Tests.Architecture;

/// <summary>Every route the server answers, taken from the server itself: who may reach it and how it is described.</summary>
public sealed class EndpointTests
{
    /// <summary>What a person who has not signed in may reach. Written by hand: a new entry is a decision.</summary>
    private static readonly string[] Public = ["/account/left", "/healthz", "/login", "/login/code", "/login/oidc", "/login/oidc/back", "/login/oidc/out"];

    private readonly IReadOnlyList<RouteEndpoint> _routes = ProductRoutes.All;

    [Fact]
    public void OnlyTheListedRoutes_AreOpenToStrangers() => Assert.Equal(Public,
        _routes.Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(ProductRoutes.Path).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void ApiRoutes_HaveANameAndASummary() => Found.Nothing(
        from route in _routes
        where ProductRoutes.Path(route).StartsWith("/api/", StringComparison.Ordinal) && route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
        where route.Metadata.GetMetadata<IEndpointNameMetadata>() is null || route.Metadata.GetMetadata<IEndpointSummaryMetadata>() is null
        select ProductRoutes.Name(route));

    [Fact]
    public void PageWrites_CarryAnAntiforgeryField() => Found.Nothing(
        from route in _routes
        where ProductRoutes.Methods(route).Contains("POST", StringComparison.Ordinal) && !ProductRoutes.Path(route).StartsWith("/api/", StringComparison.Ordinal)
        where route.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: true }
        select ProductRoutes.Path(route));

    [Fact]
    public void Routes_AreThere() => Assert.NotEmpty(_routes);

    /// <summary>Two routes of the same address answer every request with an error.</summary>
    [Fact]
    public void Routes_AnswerOnlyOnce() => Found.Nothing(_routes.GroupBy(ProductRoutes.Name).Where(g => g.Count() > 1).Select(g => g.Key));
}
