using System.Globalization;

namespace Yinfeng.Inspections;

/// <summary>Checks of a published draw that need no draw: order of the times, numbers within their source, reveals that fit their
/// hashes.</summary>
internal static class DrawTimes
{
    public static IEnumerable<DrawDifference> Check(DrawFile draw, DrawHash hash)
    {
        if (draw.PublishedAt is not { } published)
        {
            return [new("publishedAt", "—", "", "这次抽取还没有公布。")];
        }
        return [.. Publication(draw, published), .. Sources(draw), .. Offices(draw, hash), .. Result(draw)];
    }

    private static IEnumerable<DrawDifference> Publication(DrawFile draw, DateTime published)
    {
        var hours = Math.Max(draw.Rules.HoursAhead, DrawVerifier.LeastHoursAhead);
        if (draw.Rules.HoursAhead < DrawVerifier.LeastHoursAhead)
        {
            yield return new("rules.hoursAhead", Whole(draw.Rules.HoursAhead), $"≥ {DrawVerifier.LeastHoursAhead}", "公布到开奖不得少于 24 小时。");
        }
        if (published < draw.FrozenAt)
        {
            yield return new("publishedAt", Show(published), $"≥ {Show(draw.FrozenAt)}", "公布早于池的冻结。");
        }
        if (draw.Sources.Count == 0)
        {
            yield return new("sources", "0", "≥ 1", "没有公共随机源。");
        }
        foreach (var early in draw.Sources.Where(s => s.At < published.AddHours(hours)))
        {
            yield return new("sources.at", Show(early.At), $"≥ {Show(published.AddHours(hours))}", $"{early.Name}在公布后不足 {hours} 小时开奖。");
        }
        if (draw.DrawNo.Contains('/', StringComparison.Ordinal) || draw.DrawNo.Length == 0)
        {
            yield return new("drawNo", draw.DrawNo, "", "抽取编号为空或含有“/”，密钥可能对应不同的内容。");
        }
    }

    private static IEnumerable<DrawDifference> Sources(DrawFile draw)
    {
        foreach (var source in draw.Sources)
        {
            if (source.Numbers is not { } numbers)
            {
                if (draw.Drawn is not null)
                {
                    yield return new("sources.numbers", "—", "", $"{source.Name}的号码还没有录入就抽取了。");
                }
                continue;
            }
            if (numbers.Count != source.Count || numbers.Any(n => n < source.Smallest || n > source.Largest))
            {
                yield return new("sources.numbers", string.Join(' ', numbers.Select(Whole)),
                    $"{source.Count}×[{source.Smallest}, {source.Largest}]", $"{source.Name}的号码个数或范围不对。");
            }
            if (source.EnteredAt is not { } entered || entered < source.At)
            {
                yield return new("sources.enteredAt", Show(source.EnteredAt), $"≥ {Show(source.At)}", $"{source.Name}的号码在开奖以前就录入了。");
            }
        }
    }

    private static IEnumerable<DrawDifference> Offices(DrawFile draw, DrawHash hash)
    {
        if (draw.Offices.Count < DrawVerifier.LeastOffices)
        {
            yield return new("offices", Whole(draw.Offices.Count), $"≥ {DrawVerifier.LeastOffices}", "公布随机数摘要的单位少于三家。");
        }
        var known = draw.Sources.Count == 0 ? DateTime.MinValue : draw.Sources.Max(s => s.At);
        foreach (var office in draw.Offices.Where(o => o.Nonce is not null))
        {
            var computed = DrawHashes.Hex(hash, office.Nonce!);
            if (computed != office.Commitment || office.Nonce!.Contains('/', StringComparison.Ordinal))
            {
                yield return new("offices.nonce", office.Commitment, computed, $"{office.Name}揭示的随机数与事先公布的摘要不符。");
            }
            if (office.RevealedAt is not { } at || at < known || at > known.AddHours(draw.Rules.RevealHours))
            {
                yield return new("offices.revealedAt", Show(office.RevealedAt),
                    $"{Show(known)} – {Show(known.AddHours(draw.Rules.RevealHours))}",
                    $"{office.Name}的揭示不在规定时间内。");
            }
        }
        if (draw.Drawn is { } drawn && draw.Offices.Any(o => o.Nonce is null) && drawn.At < known.AddHours(draw.Rules.RevealHours))
        {
            yield return new("drawn.at", Show(drawn.At), $"≥ {Show(known.AddHours(draw.Rules.RevealHours))}", "还有单位没有揭示，揭示期限也没有过，就抽取了。");
        }
    }

    private static IEnumerable<DrawDifference> Result(DrawFile draw)
    {
        if (draw.Drawn is not { } drawn)
        {
            if (draw.Substitutions.Count > 0)
            {
                yield return new("substitutions", Whole(draw.Substitutions.Count), "0", "还没有抽取就有替换。");
            }
            yield break;
        }
        DateTime[] before = [.. draw.Sources.Select(s => s.EnteredAt ?? s.At), .. draw.Offices.Select(o =>
            o.RevealedAt ?? DateTime.MinValue)];
        if (before.Any(b => drawn.At < b))
        {
            yield return new("drawn.at", Show(drawn.At), $"≥ {Show(before.Max())}", "抽取早于号码的录入或随机数的揭示。");
        }
        if (draw.Cancelled is not null)
        {
            yield return new("cancelled", Show(draw.Cancelled.At), "—", "已抽取的不能再取消。");
        }
    }

    private static string Show(DateTime? at) => at?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "—";
    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
