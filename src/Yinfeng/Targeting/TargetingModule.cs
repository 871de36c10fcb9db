using System.CommandLine;
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
        .AddSingleton<Backtest>();

    /// <summary>`yinfeng chain`.</summary>
    public static Command Chain(ICommandMaker maker) => new("chain", "产业链：缺口、目标企业、回测") { Gaps.GapCommands.Gaps(maker), TargetingCommands.Backtest(maker) };
}
