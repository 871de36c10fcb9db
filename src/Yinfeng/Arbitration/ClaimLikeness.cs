using Yinfeng.Imports;
using Yinfeng.Kernel;

namespace Yinfeng.Arbitration;

/// <summary>Why two records look like one matter. Those of <see cref="ClaimReasons.Shown"/> say nothing that the other unit does not know already.</summary>
public enum ClaimReason { SameCode, SameParcel, SameName, NearName, SameInvestor, SameAmount, NearAmount, NearDate }

/// <summary>A pair of records of different units, compared.</summary>
/// <param name="Explanation">Why it is no double claim although much is alike; null where nothing explains it.</param>
internal sealed record ClaimScore(int Score, IReadOnlyList<ClaimReason> Reasons, string? Explanation);

/// <summary>How much speaks for two records of different units being one matter. Pure and symmetric.</summary>
/// <remarks>Names and investors are compared as imports compare them (<see cref="Likeness"/>).</remarks>
internal static class ClaimLikeness
{
    private const int Years = 730;
    private const double Alike = 0.7, Unlike = 0.45, OneSlip = 0.85;

    public static ClaimScore Of(Matter a, Matter b, ClaimWeights weights)
    {
        var reasons = new List<ClaimReason>();
        var names = Likeness.Of(a.Key, b.Key);
        var wording = names == NameLikeness.None ? NameWording.Alike(a.Product, b.Product) : 1;
        var score = names switch
        {
            NameLikeness.Equal => Add(weights.SameName, ClaimReason.SameName),
            NameLikeness.Typo => Add(weights.NameTypo, ClaimReason.NearName),
            NameLikeness.Contained => Add(weights.NameContained, ClaimReason.NearName),
            NameLikeness.Loose => Add(weights.NameLoose, ClaimReason.NearName),
            _ when wording >= Alike => Add(weights.NameAlike, ClaimReason.NearName),
            _ => wording < Unlike ? -weights.OtherName : 0,
        };
        var parcel = a.ParcelKey.Length > 0 && a.ParcelKey == b.ParcelKey;
        score += parcel ? Add(weights.SameParcel, ClaimReason.SameParcel) : a.ParcelKey.Length > 0 && b.ParcelKey.Length > 0 ? -weights.OtherParcel : 0;
        bool? code = a.CreditCode is null || b.CreditCode is null ? null : a.CreditCode == b.CreditCode;
        var investor = Likeness.Investor(a.Key, b.Key) switch
        {
            false when NameWording.Alike(a.Key.Investor, b.Key.Investor) >= OneSlip => (bool?)null, // It may be a slip, and says nothing.
            var known => known,
        };
        score += code == true ? Add(weights.SameCode, ClaimReason.SameCode) : code == false ? -weights.OtherCode : 0;
        score += investor == true ? Add(weights.SameInvestor, ClaimReason.SameInvestor) : investor == false && code != true ? -weights.OtherInvestor : 0;
        score += Amount(a.AmountFen, b.AmountFen, weights, reasons) + Day(a, b, weights, reasons);
        score -= Likeness.SameNumbers(a.Key, b.Key) ? 0 : weights.OtherNumbers;
        return new ClaimScore(Math.Clamp(score, 0, 100), reasons, Explanation(a, b, code, investor, names));

        int Add(int points, ClaimReason reason)
        {
            reasons.Add(reason);
            return points;
        }
    }

    private static string? Explanation(Matter a, Matter b, bool? code, bool? investor, NameLikeness names)
    {
        if (a.CreditUnits.Contains(b.OwnerUnitId) || b.CreditUnits.Contains(a.OwnerUnitId))
        {
            return "两个单位之间已有分成或移交";
        }
        if (a.Key.Phase != b.Key.Phase && (a.Key.Phase.Length > 0 && b.Key.Phase.Length > 0 || names != NameLikeness.Equal || code == null && investor == null))
        {
            return "同一企业的不同期次或标段";
        }
        return code == false && investor != false ? "投资方名称相近、信用代码不同，是关联企业" : null;
    }

    private static int Amount(long? a, long? b, ClaimWeights weights, List<ClaimReason> reasons)
    {
        if (a is not { } x || b is not { } y || x <= 0 || y <= 0)
        {
            return 0;
        }
        var (less, more) = ((decimal)Math.Min(x, y), (decimal)Math.Max(x, y));
        if (less == more)
        {
            reasons.Add(ClaimReason.SameAmount);
            return weights.SameAmount;
        }
        if ((more - less) * 100 <= more * weights.NearPercent)
        {
            reasons.Add(ClaimReason.NearAmount);
            return weights.NearAmount;
        }
        return more >= less * 2 ? -weights.FarAmount : (more - less) * 100 > more * 30 ? -weights.OtherAmount : 0;
    }

    private static int Day(Matter a, Matter b, ClaimWeights weights, List<ClaimReason> reasons)
    {
        if ((a.SignedOn is null || b.SignedOn is null ? (a.FirstOn, b.FirstOn) : (a.SignedOn, b.SignedOn)) is not ({ } x, { } y))
        {
            return 0;
        }
        var apart = Apart(x, y);
        if (apart <= weights.NearDays)
        {
            reasons.Add(ClaimReason.NearDate);
            return weights.NearDate;
        }
        return apart > Years ? -weights.FarDate : 0;
    }

    /// <summary>Days between two dates, in favour of their being one day.</summary>
    internal static int Apart(LedgerDate a, LedgerDate b) => a.Earliest > b.Latest ? a.Earliest.DayNumber - b.Latest.DayNumber
        : b.Earliest > a.Latest ? b.Earliest.DayNumber - a.Latest.DayNumber : 0;
}
