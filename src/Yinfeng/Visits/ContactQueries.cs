using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>A contact as the viewer may see it.</summary>
/// <param name="Person">Masked unless <paramref name="IsOpen"/>.</param>
public sealed record ContactLine(Contact Contact, string UnitName, ContactPerson Person, bool IsOpen);

public sealed record ContactList(string? Q, int Page, IReadOnlyList<ContactLine> Lines, int Total)
{
    public const int Size = 50;
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Reads of contacts, within what the viewer may see.</summary>
internal sealed class ContactQueries(Database database, UnitDirectory units, ContactSeal seal)
{
    /// <param name="q">Part of the company's name: people lie sealed and cannot be searched.</param>
    /// <param name="page">From 1; null for all.</param>
    public async Task<ContactList> ListAsync(Viewer viewer, string? q, int? page, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var sight = new VisitSight(viewer, tree);
        var (text, at) = (q?.Trim() ?? "", Math.Max(1, page ?? 1));
        var contacts = sight.Contacts(db).Where(c => text == "" || c.Company.Contains(text)).OrderBy(c => c.Company).ThenBy(c => c.Id);
        var shown = page is null ? contacts : contacts.Skip((at - 1) * ContactList.Size).Take(ContactList.Size);
        return new(text, at, [.. (await shown.ToListAsync(ct)).Select(c => Line(c, sight, seal, tree))], await contacts.CountAsync(ct));
    }

    public static ContactLine Line(Contact contact, VisitSight sight, ContactSeal seal, UnitTree tree)
    {
        var (person, open) = (seal.Open(contact), sight.Opens(contact));
        return new(contact, UnitText.Name(contact.UnitId, tree), open ? person : ContactSeal.Masked(person), open);
    }
}
