using System.Collections.Concurrent;
using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Enterprises;

/// <summary>The kind of organisation by the registered type, and where that says nothing by the name.</summary>
internal static class OrganisationKinds
{
    /// <summary>In this order: "集体分支机构" is a branch, "外商投资企业分支机构" too.</summary>
    private static readonly (string Word, OrganisationKind Kind)[] Types =
    [
        ("分支机构", OrganisationKind.Branch), ("分公司", OrganisationKind.Branch), ("非法人", OrganisationKind.Branch), ("代表机构", OrganisationKind.Office),
        ("办事", OrganisationKind.Office), ("个体", OrganisationKind.Individual), ("独资企业", OrganisationKind.SoleProprietor),
        ("合伙", OrganisationKind.Partnership), ("合作社", OrganisationKind.Cooperative), ("合作经济组织", OrganisationKind.Cooperative),
        ("股份有限公司", OrganisationKind.JointStock), ("有限责任公司", OrganisationKind.LimitedCompany), ("有限公司", OrganisationKind.LimitedCompany),
        ("集体", OrganisationKind.Collective), ("股份合作", OrganisationKind.Collective), ("国有", OrganisationKind.StateOwned), ("全民", OrganisationKind.StateOwned),
    ];

    private static readonly string[] BranchEnds =
    [
        "分公司", "支公司", "分厂", "分店", "分社", "分行", "支行", "分理处", "分局", "支局", "营业所", "营业厅", "营业部", "分部", "分校", "分院", "分所",
    ];

    private const int MostMet = 2_000;

    /// <summary>What registered types met before say: a registry knows some hundred.</summary>
    private static readonly ConcurrentDictionary<string, OrganisationKind> Met = new(StringComparer.Ordinal);
    private static int _met;

    public static OrganisationKind Of(ReadOnlySpan<char> type, ReadOnlySpan<char> name)
    {
        if (!Met.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(type, out var kind))
        {
            kind = OfType(type);
            if (Volatile.Read(ref _met) < MostMet && Met.TryAdd(type.ToString(), kind))
            {
                Interlocked.Increment(ref _met);
            }
        }
        return kind == OrganisationKind.Unknown ? OfName(name) : kind;
    }

    private static OrganisationKind OfType(ReadOnlySpan<char> type)
    {
        foreach (var (word, kind) in Types)
        {
            // "法人独资" is a company of one shareholder, not a sole proprietor.
            if (type.Contains(word, StringComparison.Ordinal) && !(kind == OrganisationKind.SoleProprietor && type.Contains("法人", StringComparison.Ordinal)))
            {
                return kind;
            }
        }
        return OrganisationKind.Unknown;
    }

    private static OrganisationKind OfName(ReadOnlySpan<char> name)
    {
        foreach (var end in BranchEnds)
        {
            if (name.EndsWith(end, StringComparison.Ordinal))
            {
                return OrganisationKind.Branch;
            }
        }
        return name.EndsWith("办事处", StringComparison.Ordinal) || name.EndsWith("代表处", StringComparison.Ordinal) ? OrganisationKind.Office
            : name.Contains("合伙）", StringComparison.Ordinal) ? OrganisationKind.Partnership
            : name.Contains("个人独资", StringComparison.Ordinal) ? OrganisationKind.SoleProprietor
            : name.EndsWith("合作社", StringComparison.Ordinal) || name.EndsWith("联合社", StringComparison.Ordinal) ? OrganisationKind.Cooperative
            : name.EndsWith("股份有限公司", StringComparison.Ordinal) ? OrganisationKind.JointStock
            : name.EndsWith("公司", StringComparison.Ordinal) ? OrganisationKind.LimitedCompany
            : name.LastIndexOf("公司", StringComparison.Ordinal) is > 3 and var at && at + 2 < name.Length && name[at + 2] is not ('（' or '(')
                ? OrganisationKind.Branch
            : OrganisationKind.Unknown;
    }
}
