using System.Globalization;
using Yinfeng.Analytics.Words;
using Yinfeng.Projects;

namespace Yinfeng.Gaps;

/// <summary>How a node stands in a place.</summary>
public enum NodeStrength { Strong, Weak, Missing }

/// <summary>How much can be built on a verdict.</summary>
public enum Confidence { Low, Middle, High }

/// <summary>What is known of a node in a place.</summary>
/// <param name="Firms">Companies of the place, outlets and branches left out.</param>
/// <param name="Sure">Of them on the node, by name, or by industry and scope.</param>
/// <param name="Possible">Besides: a word in the scope alone.</param>
/// <param name="Branches">Besides: branches of companies on the node.</param>
/// <param name="MeanShare">Mean share of the node among a city's companies, 0 to 1.</param>
/// <param name="Cities">How many cities the mean is of.</param>
/// <param name="Projects">Active projects of the ledger.</param>
public sealed record NodeEvidence(int Firms, int Sure, int Possible, int Branches, double MeanShare, int Cities, IReadOnlyList<NodeProject> Projects)
{
    /// <summary>Everybody on the node, however sure.</summary>
    public int Found => Sure + Possible + Branches;

    /// <summary>How many companies a place of the usual composition would have on the node.</summary>
    public double Expected => Firms * MeanShare;

    /// <summary>Location quotient (区位商); null where no city has the node, or the place no company.</summary>
    public double? Quotient => Expected > 0 ? Sure / Expected : null;

    /// <summary>What the quotient is at least, so few firms being what they are.</summary>
    public double? Lowest(double doubt) => Expected > 0 ? FewFirms.Lowest(Sure, doubt) / Expected : null;

    public long StartedFen => Projects.Where(p => p.Stage >= ProjectStage.Started).Sum(p => p.TotalFen ?? 0);
}

/// <summary>A node's verdict with its reasons.</summary>
/// <param name="Reasons">Sentences, the deciding one first.</param>
public sealed record GapVerdict(NodeStrength Strength, Confidence Confidence, IReadOnlyList<string> Reasons)
{
    /// <summary>Strong only with a named company, missing only where nothing is known at all; never by counts across cities.</summary>
    public static GapVerdict Of(NodeEvidence known, GapRules rules) =>
        known.Sure + known.Possible + known.Branches + known.Projects.Count == 0 ? Missing(known) : Present(known, rules);

    private static string PerTenThousand(double share) => (share * 10_000).ToString(share < 0.001 ? "0.##" : "0.#", CultureInfo.InvariantCulture);

    private static GapVerdict Missing(NodeEvidence known)
    {
        var chance = Math.Exp(-known.Expected);
        var (confidence, reason) = known.MeanShare == 0
            ? (Confidence.Low, "本地没有认出企业和项目；别的城市也没有认出，可能是识别词不对，先核对本环节的词。")
            : known.Expected >= 3 ? (Confidence.High, $"本地没有认出企业和项目；按各市平均构成该有 {known.Expected:0.#} 家，碰巧一家没有的机会只有 {chance:0.00}。")
            : known.Expected >= 1 ? (Confidence.Middle, $"本地没有认出企业和项目；按各市平均构成该有 {known.Expected:0.#} 家，碰巧没有的机会有 {chance:0.00}。")
            : (Confidence.Low, $"本地没有认出企业和项目；但按各市平均构成也只该有 {known.Expected:0.##} 家：这一环节各地都少，本地没有不说明短处。");
        return new GapVerdict(NodeStrength.Missing, confidence, [reason]);
    }

    private static GapVerdict Present(NodeEvidence known, GapRules rules)
    {
        var reasons = new List<string>();
        var lowest = known.Lowest(rules.Doubt);
        var byQuotient = known.Sure >= rules.LeastFirms && lowest >= rules.StrongQuotient;
        var byProjects = known.Sure > 0 && known.StartedFen >= rules.StrongProjectFen;
        if (known.Quotient is { } quotient && known.Sure > 0)
        {
            reasons.Add($"认定 {known.Sure} 家，每万家企业里 {PerTenThousand(known.Sure / (double)known.Firms)} 家；{known.Cities} 个市平均 {PerTenThousand(known.MeanShare)} 家，"
                + $"区位商 {quotient:0.00}，扣除偶然后不低于 {lowest:0.00}" + (known.Sure < rules.LeastFirms ? $"；不足 {rules.LeastFirms} 家，不单凭区位商判强" : "") + "。");
        }
        else if (known.Sure > 0)
        {
            reasons.Add($"认定 {known.Sure} 家；各市平均构成不足以比较，不判强。");
        }
        else if (known.Possible + known.Branches > 0)
        {
            reasons.Add("没有能认定的企业：" + string.Join("，", new[]
            {
                known.Possible > 0 ? $"{known.Possible} 家只在经营范围里提到、行业不明" : "", known.Branches > 0 ? $"{known.Branches} 家是外地企业的分支机构" : "",
            }.Where(t => t.Length > 0)) + "。");
        }
        if (known.Projects.Count > 0)
        {
            reasons.Add($"台账有 {known.Projects.Count} 个项目在本环节，其中开工以后的总投资 {Kernel.Money.Show(known.StartedFen)}"
                + (byProjects ? $"，达到 {Kernel.Money.Show(rules.StrongProjectFen)}。" : "。"));
        }
        if (byQuotient || byProjects)
        {
            return new GapVerdict(NodeStrength.Strong, byQuotient && known.Sure >= 10 && lowest >= 2 * rules.StrongQuotient ? Confidence.High : Confidence.Middle, reasons);
        }
        var fewer = known.Expected >= 1 && FewFirms.AtMost(known.Sure, known.Expected) <= rules.Doubt;
        if (fewer)
        {
            reasons.Add($"明显少于各市平均：该有 {known.Expected:0.#} 家，只认出 {known.Sure} 家。");
        }
        return new GapVerdict(NodeStrength.Weak, fewer ? Confidence.High : known.Sure > 0 && known.Expected >= 1 ? Confidence.Middle : Confidence.Low, reasons);
    }
}
