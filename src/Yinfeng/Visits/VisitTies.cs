using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>Visits and contacts of a company, by credit code, by its name or by one that was matched to it, for its page.</summary>
internal sealed class VisitTies(Database database, UnitDirectory units, ContactSeal seal) : IEnterpriseTies
{
    public async Task<IReadOnlyList<EnterpriseTie>> OfAsync(Viewer viewer, Enterprise company, int most, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var (sight, code) = (new VisitSight(viewer, tree), company.CreditCode ?? "");
        var names = db.Set<NameMatch>().Where(m => m.EnterpriseId == company.Id && m.Place == 0).Select(m => m.Name);
        var visits = await sight.Visits(db).Where(v => v.Company == company.Name || (code != "" && v.CreditCode == code) || names.Contains(v.Company))
            .OrderByDescending(v => v.On).ThenByDescending(v => v.Id).Take(most).ToListAsync(ct);
        var contacts = await sight.Contacts(db).Where(c => c.Company == company.Name || (code != "" && c.CreditCode == code) || names.Contains(c.Company))
            .OrderBy(c => c.Id).Take(most).ToListAsync(ct);
        return
        [
            .. contacts.Select(c => ContactQueries.Line(c, sight, seal, tree)).Select(l => new EnterpriseTie("联系人",
                string.Join(" ", new[] { l.Person.Name, l.Person.Post }.OfType<string>()),
                $"/visits/contacts?q={Uri.EscapeDataString(l.Contact.Company)}", string.Join(" · ", new[] { l.UnitName, l.Person.Telephone }.OfType<string>()))),
            .. visits.Select(v => new EnterpriseTie("对接记录", $"{VisitTerms.Day(v.On)} {VisitTerms.Of(v.Kind)}", VisitTerms.Address(v),
                $"{UnitText.Name(v.UnitId, tree)} · {VisitTerms.Short(v.Content)}{(v.IsStepOpen ? $" · 下一步 {VisitTerms.Day(v.NextDue!.Value)} 前" : "")}")),
        ];
    }
}
