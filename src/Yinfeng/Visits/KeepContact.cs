using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>Keeps a contact (登记联系人); the same name at the same company of the same unit is the same person, whose post and telephone follow.</summary>
internal sealed class KeepContact(Writer writer, UnitDirectory units, VisitCompanies companies, ContactSeal seal)
{
    /// <param name="unit">Code or name; empty for one's own.</param>
    /// <returns>The id of the contact, or every unmet condition.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, string? company, string? unit, ContactTyped typed, CancellationToken ct)
    {
        var (tree, unmet) = (await units.TodayAsync(ct), new List<Unmet>());
        var read = await companies.ReadAsync(company, unmet, ct);
        var owner = VisitChecks.UnitOf(unit, viewer, tree, unmet);
        var person = Read(typed, unmet);
        if (person is null && unmet.All(u => u.Field != "contactName"))
        {
            unmet.Add(new("contact.name", "contactName", "请填写联系人姓名。"));
        }
        return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            await MatchInvestors.PutAsync(work, read.Match, ct);
            return Decision<long>.Allow(await KeepAsync(work, owner!.Value, read, person!, null, ct));
        }, ct);
    }

    /// <param name="project">What the visit is about, so that the log hides with it what must be hidden.</param>
    public async Task<long> KeepAsync(WriteWork work, long unitId, VisitCompany company, ContactPerson person, long? project, CancellationToken ct)
    {
        var known = await work.Db.Set<Contact>().Where(c => c.UnitId == unitId && c.Company == company.Name).ToListAsync(ct);
        var contact = known.Find(c => seal.Open(c).Name == person.Name);
        if (contact is null)
        {
            contact = new Contact { UnitId = unitId, Company = company.Name, CreditCode = company.CreditCode, Person = "" };
            work.Db.Add(contact);
        }
        else
        {
            var before = seal.Open(contact);
            person = person with { Post = person.Post ?? before.Post, Telephone = person.Telephone ?? before.Telephone };
        }
        (contact.Person, contact.ChangedAtUtc, contact.Version) = (seal.Seal(person), work.NowUtc, contact.Version + 1);
        work.Audit("contact.keep", $"contact:{contact.Id}", new { unit = unitId, company = company.Name, project });
        return contact.Id;
    }

    /// <returns>Null where no person was typed, or something is wrong.</returns>
    public static ContactPerson? Read(ContactTyped? typed, List<Unmet> unmet)
    {
        var (name, post, telephone) = (Or(typed?.Name), Or(typed?.Post), Or(typed?.Telephone));
        if (name is null)
        {
            VisitChecks.Check(post is null && telephone is null, unmet, "contactName", "填了职务或电话，也请填写联系人姓名。");
            return null;
        }
        VisitChecks.Check(name.Length <= VisitChecks.LongestPerson, unmet, "contactName", $"联系人姓名最多 {VisitChecks.LongestPerson} 个字。");
        VisitChecks.Check(post is null or { Length: <= VisitChecks.LongestPerson }, unmet, "contactPost", $"联系人职务最多 {VisitChecks.LongestPerson} 个字。");
        VisitChecks.Check(telephone is null || (telephone.Length is >= 5 and <= 30 && telephone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')')), unmet,
            "contactPhone", "联系人电话请写数字，例如 13800000000 或 0534-2100000。");
        return new(name, post, telephone);
    }

    private static string? Or(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().ReplaceLineEndings(" ");
}
