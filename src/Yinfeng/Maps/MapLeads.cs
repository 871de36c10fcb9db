using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>Leads of a map: those that were open at the end of the month, within what the viewer may see.</summary>
internal sealed class MapLeads
{
    private volatile Places? _places;

    public static IQueryable<Lead> Of(YinfengDb db, Viewer viewer, UnitTree today, UnitTree then, UnitNode unit, YearMonth month, MapAsked asked)
    {
        var (lastDay, last) = (month.LastDay, new LedgerDate(month.LastDay));
        var leads = db.Set<Lead>().Where(new LeadSight(viewer, today).Filter()).Where(l => l.FirstReportedOn <= last);
        if (unit.Id != UnitTree.NationId)
        {
            var ids = then.IdsWithin(unit.Id);
            leads = leads.Where(l => ids.Contains(l.UnitId));
        }
        leads = asked.Industry is { } industry ? leads.Where(l => l.Industry == industry) : leads;
        leads = asked.Channel is { } channel ? leads.Where(l => l.Channel == channel) : leads;
        leads = asked.Grade is { } grade ? leads.Where(l => l.Grade == grade) : leads;
        return leads.Where(l => !db.Set<LeadStep>().Any(end => end.LeadId == l.Id && end.On <= lastDay
                && (end.Act == LeadAct.Closed || end.Act == LeadAct.Converted || end.Act == LeadAct.Merged)
                && !db.Set<LeadStep>().Any(back => back.LeadId == l.Id && back.Act == LeadAct.Unmerged && back.On <= lastDay && back.Id > end.Id))
            && (l.Status == LeadStatus.Open || l.Status == LeadStatus.Pooled || db.Set<LeadStep>().Any(end => end.LeadId == l.Id
                && (end.Act == LeadAct.Closed || end.Act == LeadAct.Converted || end.Act == LeadAct.Merged))));
    }

    /// <summary>A lead says its investor's place in words; they are read as the ledger's are.</summary>
    public async Task<List<MapGroup>> GroupsAsync(IQueryable<Lead> leads, UnitTree today, CancellationToken ct) =>
        [.. (await leads.GroupBy(l => new { l.InvestorPlace, l.UnitId })
            .Select(g => new { g.Key, Count = g.Count(), Fen = g.Sum(l => l.IntendedInvestmentFen), Without = g.Count(l => l.IntendedInvestmentFen == null) }).ToListAsync(ct))
            .Select(g =>
            {
                var (region, origin) = PlaceOf(g.Key.InvestorPlace, today);
                return new MapGroup(region, origin == InvestorOrigin.Overseas, g.Key.UnitId, null, g.Count, g.Fen ?? 0, g.Without);
            })];

    /// <summary>GB/T 2260 code of a place as written; null where it is none of the country.</summary>
    public (long? Region, InvestorOrigin Origin) PlaceOf(string? written, UnitTree today)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return (null, InvestorOrigin.Unknown);
        }
        var places = _places;
        if (places?.Tree != today)
        {
            _places = places = new Places(today, new InvestorPlaces(new Imports.UnitNames(today, null), FieldSynonyms.Default));
        }
        var (region, origin) = places.Words.Find(written, null, null);
        return region is >= 110_000 and < 830_000 ? (region, origin) : (null, origin); // A unit of the office's own is no place of the country.
    }

    private sealed record Places(UnitTree Tree, InvestorPlaces Words);
}
