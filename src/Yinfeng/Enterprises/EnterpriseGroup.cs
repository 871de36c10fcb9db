using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Shareholdings;

namespace Yinfeng.Enterprises;

/// <summary>How many companies of a group are registered in one city.</summary>
/// <param name="Adcode">GB/T 2260 code of the city.</param>
public sealed record EnterpriseSite(int Adcode, string Place, int Companies);

/// <summary>The group a company belongs to, as names and declared lists of holders tell.</summary>
/// <param name="Parent">The company whose whole name this one's begins with.</param>
/// <param name="Sisters">The first of those whose name differs only in the place in brackets or in the form of organisation.</param>
/// <param name="Branches">The first branches of the company, its parent and its sisters.</param>
/// <param name="Control">Who holds whom; null where no list of holders names the company.</param>
/// <param name="Sites">Where they all are, the company itself among them; most companies first.</param>
public sealed record EnterpriseGroup(EnterpriseLine? Parent, IReadOnlyList<EnterpriseLine> Sisters, int SisterCount, IReadOnlyList<EnterpriseLine> Branches,
    int BranchCount, ControlView? Control, IReadOnlyList<EnterpriseSite> Sites)
{
    public int Companies => Sites.Sum(s => s.Companies);
}

/// <summary>Finds the group of one company.</summary>
internal sealed class EnterpriseGroups(EnterpriseBase companies, EnterpriseLines lines, ShareholdingQueries holdings, RegistryPlaces places)
{
    /// <summary>So many sisters and branches a page shows.</summary>
    public const int Shown = 20;

    public async Task<EnterpriseGroup> OfAsync(Viewer viewer, Enterprise company, int most, CancellationToken ct)
    {
        var held = await companies.NowAsync(ct);
        var row = held.Find(company.Id);
        var names = row < 0 ? new NameGroup(-1, [], []) : NameGroup.Of(held, row);
        var control = await ControlAsync(viewer, company, ct);
        var rows = names.Sisters.Concat(names.Branches).Concat(Held(held, control)).Append(names.Head).Append(row).Where(r => r >= 0).Distinct();
        return new(names.Head < 0 ? null : lines.Line(viewer, held, names.Head), Lines(names.Sisters), names.Sisters.Count, Lines(names.Branches), names.Branches.Count, control,
            [.. rows.Where(r => held.Adcode(r) > 0).GroupBy(held.Adcode).Select(g => new EnterpriseSite(g.Key, places.Name(g.Key) ?? "", g.Count()))
                .OrderByDescending(s => s.Companies).ThenBy(s => s.Adcode)]);

        IReadOnlyList<EnterpriseLine> Lines(IReadOnlyList<int> some) => [.. some.Take(most).Select(r => lines.Line(viewer, held, r))];
    }

    /// <summary>By code, else by name unless the lists know that name under another code.</summary>
    private async Task<ControlView?> ControlAsync(Viewer viewer, Enterprise company, CancellationToken ct)
    {
        var byCode = company.CreditCode is { } code ? await holdings.CompanyAsync(viewer, code, ShareholdingQueries.DefaultLeast, null, ct) : null;
        var found = byCode ?? await holdings.CompanyAsync(viewer, company.Name, ShareholdingQueries.DefaultLeast, null, ct);
        return byCode is not null || found?.Company.Code is null ? found : null;
    }

    /// <summary>Rows of the uppermost controller and of what it holds: by code, else by a name that only one company has.</summary>
    private static IEnumerable<int> Held(EnterpriseColumns held, ControlView? control) =>
        (control is null ? [] : control.Group.Select(s => s.Party).Append(control.GroupHead)).Where(p => !p.IsPerson)
            .Select(p => p.Code is { } code && held.FindCode(code) is >= 0 and var known ? known : held.WithName(p.Name) is [var only] ? only : -1);
}
