using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Visits;

/// <summary>The visits of the demo workspace: the latest signings of its ledgers, each with the investor and on the day that the ledger names.</summary>
public sealed class DemoVisits(IServiceProvider services)
{
    private const int Most = 40;
    private static readonly Viewer Office = Viewer.Product("demo", "演示办公室");

    public async Task FillAsync(CancellationToken ct)
    {
        List<Project> signed;
        await using (var db = services.GetRequiredService<Database>().OpenRead())
        {
            signed = await db.Set<Project>().Where(p => p.SignedOn != null && p.Investor != null).OrderByDescending(p => p.SignedOn).ThenBy(p => p.Id).Take(Most).ToListAsync(ct);
        }
        foreach (var project in signed.Where(p => p.SignedOn!.Value.Earliest == p.SignedOn.Value.Latest))
        {
            var made = await services.GetRequiredService<RecordVisit>().RunAsync(Office, new VisitFacts(VisitTerms.Day(project.SignedOn!.Value.Earliest), nameof(VisitKind.Event),
                project.Investor, null, project.OwnerUnitId.ToString(CultureInfo.InvariantCulture), null, $"签约：{project.Name}（据台账登记的签约日期）。",
                Project: project.Id.ToString(CultureInfo.InvariantCulture)), ct);
            if (!made.Allowed)
            {
                throw new DataRefusedException($"演示对接记录没有登记成：{string.Join(" ", made.Unmet.Select(u => u.Message))}");
            }
        }
    }
}
