using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Meetings;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Promises;

/// <summary>The promise of the demo workspace: what its held meeting decided for a project of the ledger was promised to that project's investor.</summary>
public sealed class DemoPromises(IServiceProvider services)
{
    private static readonly Viewer Office = Viewer.Product("demo", "演示办公室");

    public async Task FillAsync(CancellationToken ct)
    {
        List<(Resolution Resolution, string? Name)> decided;
        await using (var db = services.GetRequiredService<Database>().OpenRead())
        {
            var found = await db.Set<Resolution>().Where(r => r.ProjectId != null && r.State == ResolutionState.Open && r.Origin == ResolutionOrigin.Meeting)
                .Join(db.Set<Project>(), r => r.ProjectId, p => p.Id, (r, p) => new { Resolution = r, Name = p.Investor ?? p.Name }).ToListAsync(ct);
            decided = [.. found.Select(f => (f.Resolution, (string?)f.Name))];
        }
        foreach (var (resolution, name) in decided)
        {
            var made = await services.GetRequiredService<MakePromise>().RunAsync(Office, new PromiseFacts(name,
                resolution.ProjectId!.Value.ToString(CultureInfo.InvariantCulture), null, PromiseOrigin.Meeting, resolution.OriginName, resolution.Text, null, null,
                Role.ServiceOfficer, PromiseTerms.Day(resolution.DecidedOn!.Value), PromiseTerms.Day(resolution.Deadline)), ct);
            if (!made.Allowed)
            {
                throw new DataRefusedException($"演示承诺没有登记成：{string.Join(" ", made.Unmet.Select(u => u.Message))}");
            }
        }
    }
}
