using System.CommandLine;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Targeting;

/// <summary>What the room registers.</summary>
public static class TargetingModule
{
    public static IServiceCollection AddTargeting(this IServiceCollection services) => services
        .AddSingleton(_ => OpeningRuleBook.Load())
        .AddSingleton(_ => CityPlaces.Load())
        .AddSingleton<OpeningOutlook>()
        .AddSingleton<Backtest>()
        .AddSingleton<BaseDrift>().AddSingleton<BaseEnd>().AddSingleton<TrackRecords>()
        .AddSingleton<TiesHere>().AddSingleton<CountrymenHere>().AddSingleton<MovedBefore>().AddSingleton<FittingPolicies>()
        .AddSingleton<TargetReasons>().AddSingleton<TargetQueries>().AddSingleton<AdviseLead>().AddSingleton<AdviceOutcomes>()
        .AddSingleton<DayLearnings>().AddHostedService<WarmTargets>();

    public static void MapTargeting(this IEndpointRouteBuilder routes)
    {
        TargetEndpoints.Map(routes);
        TargetPages.Map(routes);
    }

    /// <summary>`yinfeng chain`.</summary>
    public static Command Chain(ICommandMaker maker) => new("chain", "产业链：缺口、目标企业、回测")
    {
        Chains.ChainCommands.List(maker), Gaps.GapCommands.Gaps(maker), TargetingCommands.Targets(maker), TargetingCommands.Backtest(maker),
    };
}
