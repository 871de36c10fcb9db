using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>Who sees which visits and contacts: those of one's own part of the tree, and nothing of other units.</summary>
/// <remarks>A visit for a project says something of a negotiation: it is for those who see the project and for the very unit that paid it.
/// A contact that stands only in such visits stays hidden with them.</remarks>
internal sealed class VisitSight(Viewer viewer, UnitTree tree)
{
    private readonly ProjectPolicy _policy = new(viewer, tree);
    private readonly long? _own = viewer.UnitId is { } unit ? tree.Find(unit)?.Id ?? unit : null;

    public IQueryable<Visit> Visits(YinfengDb db)
    {
        var visits = db.Set<Visit>().AsQueryable();
        if (!viewer.May(Rights.See))
        {
            return visits.Where(_ => false);
        }
        if (viewer.UnitId is { } root)
        {
            var ids = tree.IdsWithin(root);
            visits = visits.Where(v => ids.Contains(v.UnitId));
        }
        if (_policy.SeesAll)
        {
            return visits;
        }
        var (own, seen) = (_own, db.Set<Project>().Where(_policy.Filter(db)));
        return visits.Where(v => v.ProjectId == null || v.UnitId == own || seen.Any(p => p.Id == v.ProjectId));
    }

    public IQueryable<Contact> Contacts(YinfengDb db)
    {
        var contacts = db.Set<Contact>().AsQueryable();
        if (!viewer.May(Rights.See))
        {
            return contacts.Where(_ => false);
        }
        if (viewer.UnitId is { } root)
        {
            var ids = tree.IdsWithin(root);
            contacts = contacts.Where(c => ids.Contains(c.UnitId));
        }
        if (viewer.May(Rights.SeeSecrets))
        {
            return contacts;
        }
        var (own, seen) = (_own, Visits(db));
        return contacts.Where(c => c.UnitId == own || seen.Any(v => v.ContactId == c.Id) || !db.Set<Visit>().Any(v => v.ContactId == c.Id));
    }

    /// <summary>Whether the person's name, post and telephone are shown: to the unit itself, and above it to those who may see secrets.</summary>
    public bool Opens(Contact contact) => contact.UnitId == _own || viewer.May(Rights.SeeSecrets);
}
