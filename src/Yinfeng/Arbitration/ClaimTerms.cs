using System.Globalization;
using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Arbitration;

/// <summary>What a ruling or a settlement comes to.</summary>
/// <param name="Same">False: two different projects, both stay as they are, and the pair is not raised again.</param>
/// <param name="KeptSide">Whose record stays; the other one ends.</param>
/// <param name="OwnerSide">Whose unit answers for the record that stays.</param>
/// <param name="OtherBp">What the other unit gets of the credit, in hundredths of a percent.</param>
/// <param name="From">First month of the new credit.</param>
/// <param name="Until">Last month in which the other unit has that; null for good.</param>
public sealed record ClaimTerms(bool Same, int KeptSide = 0, int OwnerSide = 0, int OtherBp = 0, YearMonth? From = null, YearMonth? Until = null)
{
    public string ToJson() => JsonSerializer.Serialize(new
    {
        same = Same, keptSide = KeptSide, ownerSide = OwnerSide, otherBp = OtherBp, from = From?.ToString(), until = Until?.ToString(),
    });

    public static ClaimTerms FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new(root.GetProperty("same").GetBoolean(), root.GetProperty("keptSide").GetInt32(), root.GetProperty("ownerSide").GetInt32(),
            root.GetProperty("otherBp").GetInt32(), Month(root.GetProperty("from").GetString()), Month(root.GetProperty("until").GetString()));
    }

    private static YearMonth? Month(string? text) => YearMonth.TryParse(text, out var month) ? month : null;

    /// <summary>In one sentence, from which neither side learns more of the other than the outcome.</summary>
    /// <param name="name">Name of a side's unit.</param>
    public string Show(Func<int, string> name)
    {
        if (!Same)
        {
            return "两条记录是两个不同的项目，各自保留，不再提示重复。";
        }
        var other = 3 - OwnerSide;
        var credit = OtherBp == 0 ? $"业绩全部计入{name(OwnerSide)}"
            : $"业绩{name(OwnerSide)}占 {CreditRules.Percent(CreditRules.Whole - OtherBp)}、{name(other)}占 {CreditRules.Percent(OtherBp)}{(Until is { } until ? $"，到 {until} 为止，以后全部计入{name(OwnerSide)}" : "")}";
        return $"是同一个项目，归{name(OwnerSide)}，保留{name(KeptSide)}的记录，{name(3 - KeptSide)}的记录终止；从 {From} 起{credit}。";
    }
}

/// <summary>Terms as typed in a form, a body or a command.</summary>
/// <param name="Outcome">"1" or "2": the side that owns it; "different".</param>
/// <param name="Kept">"1" or "2"; empty keeps the owner's record.</param>
/// <param name="Other">Percent of the credit for the other unit; empty is none.</param>
/// <param name="From">"2026-03"; empty is this month.</param>
/// <param name="Until">"2031-02"; empty is for good.</param>
public sealed record TypedTerms(string? Outcome, string? Kept = null, string? Other = null, string? From = null, string? Until = null)
{
    /// <returns>What is wrong; empty when <paramref name="terms"/> can be used.</returns>
    public List<Unmet> Read(YearMonth now, out ClaimTerms terms)
    {
        var unmet = new List<Unmet>();
        terms = new ClaimTerms(false);
        if (Outcome == "different")
        {
            return unmet;
        }
        if (!Number(Outcome, out var owner))
        {
            unmet.Add(new("claim.outcome", "outcome", "请选择归属：归哪一方，或者是两个不同的项目。"));
        }
        var kept = owner;
        if (!string.IsNullOrWhiteSpace(Kept) && !Number(Kept, out kept))
        {
            unmet.Add(new("claim.kept", "kept", "请选择保留哪一方的记录。"));
        }
        var share = 0;
        if (!string.IsNullOrWhiteSpace(Other) && (!CreditRules.TryReadPercent(Other, out share) || share >= CreditRules.Whole))
        {
            unmet.Add(new("claim.other", "other", $"另一方的分成“{Other}”应在 0 到 100 之间（不含 100），例如 50；不分成请留空。"));
        }
        var (from, until) = (now, (YearMonth?)null);
        if (!string.IsNullOrWhiteSpace(From) && !YearMonth.TryParse(From.Trim(), out from))
        {
            unmet.Add(new("claim.from", "from", $"起算月份“{From}”写法不对，请写成 {now} 这样。"));
        }
        if (!string.IsNullOrWhiteSpace(Until))
        {
            if (!YearMonth.TryParse(Until.Trim(), out var last) || last < from)
            {
                unmet.Add(new("claim.until", "until", $"分成截止月份“{Until}”写法不对或早于起算月份，请写成 {from.AddMonths(59)} 这样，或留空。"));
            }
            until = last;
        }
        terms = new ClaimTerms(true, kept, owner, share, from, share == 0 ? null : until);
        return unmet;
    }

    private static bool Number(string? text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is 1 or 2;
}
