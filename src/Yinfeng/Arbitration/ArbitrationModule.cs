using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Arbitration;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ArbitrationModule
{
    public static IServiceCollection AddArbitration(this IServiceCollection services) => services
        .AddSingleton(_ => ArbitrationRules.Load())
        .AddSingleton<MatterIndex>().AddSingleton<DoubleClaims>().AddSingleton<SearchLimit>()
        .AddSingleton<OpenCases>().AddSingleton<OwnFacts>()
        .AddSingleton<RecordDoubleClaims>().AddSingleton<RaiseClaim>().AddSingleton<AnswerClaim>().AddSingleton<SettleClaim>()
        .AddSingleton<RuleClaim>().AddSingleton<AppealClaim>()
        .AddSingleton<ArbitrationQueries>().AddSingleton<ArbitrationPages.Answer>()
        .AddSingleton<ArbitrationDesk>().AddSingleton<IDeskSource>(s => s.GetRequiredService<ArbitrationDesk>())
        .AddHostedService<FindClaimsJob>();

    public static void MapArbitration(this IEndpointRouteBuilder routes)
    {
        ArbitrationEndpoints.Map(routes);
        ArbitrationPages.Map(routes);
    }
}
