using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Rules;

/// <summary>What the room registers.</summary>
public static class RulesModule
{
    public static IServiceCollection AddRules(this IServiceCollection services) => services
        .AddSingleton(_ => FocusRegions.Load())
        .AddSingleton(s => IndicatorCatalog.Load(s.GetRequiredService<FocusRegions>()));
}
