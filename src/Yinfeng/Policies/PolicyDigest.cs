using System.Globalization;
using System.Xml.Linq;
using Yinfeng.Bulletins;
using Yinfeng.Bulletins.Docx;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Policies;

/// <summary>For whom a digest is: it decides which policies and how much of each.</summary>
public enum DigestAudience { All, Investors, Leaders, Officers }

/// <param name="Industry">For investors: clauses for other industries alone are left out; null for all.</param>
/// <param name="Policies">Ids of those chosen; empty for all in force.</param>
public sealed record DigestChoice(DigestAudience Audience, string? Industry, IReadOnlyList<string> Policies, DateOnly On)
{
    public static string Name(DigestAudience audience) => audience switch
    {
        DigestAudience.Investors => "投资者版",
        DigestAudience.Leaders => "领导版",
        DigestAudience.Officers => "首席服务官版",
        _ => "全本",
    };
}

/// <summary>政策汇编 as docx: contents, then each policy with conditions and amounts in plain words. Pure: the same policies give the same bytes.</summary>
internal static class PolicyDigest
{
    /// <summary>Those in force on the day, or those chosen; for an investor only those with a clause that may be for the industry.</summary>
    public static IReadOnlyList<Policy> Chosen(IReadOnlyList<Policy> all, DigestChoice choice) =>
        [.. all.Where(p => choice.Policies.Count > 0 ? choice.Policies.Contains(p.Id) : (p.From is not { } from || from <= choice.On) && (p.To is not { } to || to >= choice.On))
            .Where(p => Clauses(p, choice).Any())];

    public static byte[] Write(IReadOnlyList<Policy> policies, DigestChoice choice, string organ)
    {
        var title = $"惠企政策汇编（{DigestChoice.Name(choice.Audience)}{(choice.Industry is { } industry ? "·" + industry : "")}）";
        return OfficialDocument.Write("惠企政策汇编", BulletinFonts.Standard, title, organ, choice.On,
            [.. DocxHead.Mark("惠企政策汇编", $"截至 {BulletinFigures.Day(choice.On)}"), Paragraph(DocxStyles.Title, title), .. Contents(policies), .. policies.SelectMany((p, i) => One(p, i + 1, choice, organ)),
                DocxEnd.Organ(organ, BulletinFigures.Day(choice.On))]);
    }

    private static IEnumerable<XElement> Contents(IReadOnlyList<Policy> policies)
    {
        yield return Heading("目录");
        foreach (var element in DocxTable.Of(new BulletinTable("", "", [new("序号", 1, Align.Centre), new("政策", 6, Align.Left), new("发布机关", 4, Align.Left), new("有效期", 3, Align.Centre)],
            [.. policies.Select((p, i) => (IReadOnlyList<string>)[(i + 1).ToString(CultureInfo.InvariantCulture), p.Name, p.Issuer, $"{Day(p.From)} 至 {Day(p.To)}"])], 0)))
        {
            yield return element;
        }
    }

    private static IEnumerable<XElement> One(Policy policy, int number, DigestChoice choice, string organ)
    {
        yield return Heading(string.Create(CultureInfo.InvariantCulture, $"{number}. {policy.Name}"));
        yield return Line($"发布机关：{policy.Issuer}。文号：{policy.Number ?? "未写明"}。有效期：{Day(policy.From)} 至 {Day(policy.To)}。");
        yield return Line($"公平竞争审查：{policy.FairReview}。叠加：{policy.Stacking}。");
        foreach (var clause in Clauses(policy, choice))
        {
            yield return Paragraph(DocxStyles.Heading2, $"{clause.Name}（{clause.Article}）");
            foreach (var item in clause.Items)
            {
                foreach (var line in Item(policy, clause, item, choice))
                {
                    yield return Line(line);
                }
            }
        }
        foreach (var taken in policy.Exclusions)
        {
            yield return Line($"不予享受：{PlainWords.Of(taken.When.Source, policy.Parameters, choice.On)}（{taken.Clause}）。");
        }
        yield return Line($"怎样办理：{Procedure(policy)}咨询 {policy.Issuer}，或 {organ}。");
        if (choice.Audience == DigestAudience.All && policy.Text is { } text)
        {
            yield return Paragraph(DocxStyles.Heading2, "正文");
            foreach (var line in text.Lines.Where(l => !string.IsNullOrWhiteSpace(l)))
            {
                yield return Line(line.Trim());
            }
        }
    }

    private static IEnumerable<string> Item(Policy policy, PolicyClause clause, PolicyItem item, DigestChoice choice)
    {
        string Words(PolicyCondition condition) => PlainWords.Of(condition.Rule.Source, policy.Parameters, choice.On);
        var name = item.Name is { } own && own != clause.Name ? own + "：" : "";
        yield return $"{name}给什么：{PlainWords.Of(item.Award, policy.Parameters, choice.On)}。";
        if (item.Conditions.Count > 0)
        {
            yield return $"什么条件：{string.Join("；", item.Conditions.Select(Words))}。";
        }
        foreach (var reading in item.Readings)
        {
            yield return $"有不同读法，{reading.Text}：{string.Join("；", reading.Conditions.Select(Words).Append(reading.Award is { } award ? PlainWords.Of(award, policy.Parameters, choice.On) : "").Where(t => t.Length > 0))}。";
        }
        if (item.Quote is { } quote && choice.Audience != DigestAudience.Leaders)
        {
            yield return $"原文：“{quote}”（{item.Clause}）。";
        }
        if (choice.Audience == DigestAudience.Officers)
        {
            yield return $"要问企业：{string.Join("、", item.Conditions.SelectMany(c => c.Rule.Facts).Concat(item.Award.Facts).Distinct().Select(f => f.Name))}。";
        }
    }

    /// <summary>Clauses that may be for the industry: those that name it, and those that name none.</summary>
    private static IEnumerable<PolicyClause> Clauses(Policy policy, DigestChoice choice) => policy.Clauses.Where(c => choice.Industry is not { } industry
        || c.Items.Any(i => i.Conditions.All(r => r.Rule.WordsFor(PolicyFacts.Industry).ToList() is var words && (words.Count == 0 || words.Contains(industry)))));

    /// <summary>What the document says of how to apply; most say nothing, and nothing is made up.</summary>
    private static string Procedure(Policy policy) =>
        policy.Notes.Where(n => n.Nature is "申报" or "申报程序" or "程序").Select(n => n.Clause).ToList() is { Count: > 0 } clauses
            ? $"见 {string.Join("、", clauses)}；" : "正文没有写申报办法；";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "未写明";
    private static XElement Heading(string text) => Paragraph(DocxStyles.Heading1, text);
    private static XElement Line(string text) => Paragraph(DocxStyles.Body, text);
}
