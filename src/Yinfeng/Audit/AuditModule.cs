using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class AuditModule
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton(_ => AuditStart.Chosen())
        .AddSingleton<IStartTask, AuditStart>()
        .AddSingleton<AuditCheckpoints>().AddSingleton<AuditSigner>().AddSingleton<SignCheckpoint>()
        .AddSingleton<RecordExport>().AddSingleton<AuditExport>().AddSingleton<VerifyStore>().AddSingleton<AuditQueries>()
        .AddSingleton<ErasePerson>().AddSingleton<DailyCheckpoint>().AddHostedService(s => s.GetRequiredService<DailyCheckpoint>());

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        AuditEndpoints.Map(routes);
        AuditPages.Map(routes);
    }
}
