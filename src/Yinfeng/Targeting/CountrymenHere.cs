using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Targeting;

/// <summary>乡贤: leads of a company that the city's own books say came by countrymen or ambassadors. Where anybody is from stands in no register.</summary>
internal sealed class CountrymenHere(Database database, UnitDirectory units)
{
    private static readonly string[] Channels = ["乡贤招商", "招商大使"];

    /// <param name="heads">Rows of the base.</param>
    /// <returns>One list per head; the latest lead that the viewer may see.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<TargetReason>>> OfAsync(Viewer viewer, ReasonsAsked asked, IReadOnlyList<int> heads, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var (here, on) = (tree.IdsWithin(tree.CityOf(asked.Place.Unit.Id)), new LedgerDate(asked.On));
        await using var db = database.OpenRead();
        var leads = await db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter())
            .Where(l => Channels.Contains(l.Channel) && l.Investor != null && l.Status != LeadStatus.Merged && here.Contains(l.UnitId) && l.FirstReportedOn < on)
            .OrderByDescending(l => l.FirstReportedOn).ThenByDescending(l => l.Id).ToListAsync(ct);
        var byInvestor = leads.ToLookup(l => ProjectKey.InvestorCore(l.Investor!), StringComparer.Ordinal);
        return [.. heads.Select(head => (IReadOnlyList<TargetReason>)[.. byInvestor[ProjectKey.InvestorCore(asked.Outlook.State.Companies.Name(head).ToString())].Take(1)
            .Select(l => new TargetReason("countryman", string.Create(CultureInfo.InvariantCulture,
                $"{l.FirstReportedOn} 经{l.Channel}报来的线索“{l.Title}”，{tree.Find(l.UnitId)?.Name}跟进"), "线索台账（来源渠道）"))])];
    }
}
