using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>An office reveals the number it was bound to (揭示随机数).</summary>
internal sealed class RevealNonce(InspectionDesk desk)
{
    private const int ShortestNonce = 16, LongestNonce = 128;

    /// <param name="office">Name of the office, or its place from 1.</param>
    public Task<Decision<bool>> RunAsync(Viewer viewer, string draw, string office, string nonce, CancellationToken ct) =>
        desk.ChangeAsync<bool>(viewer, draw, opened => Task.FromResult(Reveal(opened, office.Trim(), nonce.Trim())), ct);

    private static Decision<bool> Reveal(OpenedDraw opened, string office, string nonce)
    {
        var (draw, file) = (opened.Draw, opened.File);
        if (draw.Status != DrawStatus.Published)
        {
            return Decision<bool>.Refuse("draw.not-published", "", $"这次抽取{InspectionTerms.Of(draw.Status)}，不能揭示随机数。");
        }
        var place = file.Offices.ToList().FindIndex(o => o.Name == office);
        place = place < 0 && int.TryParse(office, out var number) && number >= 1 && number <= file.Offices.Count ? number - 1 : place;
        if (place < 0)
        {
            return Decision<bool>.Refuse("draw.office-unknown", "office",
                $"这次抽取没有“{office}”。公布的单位：{string.Join("、", file.Offices.Select(o => o.Name))}。");
        }
        var unmet = Unmet(opened, file.Offices[place], nonce).ToList();
        if (unmet.Count > 0)
        {
            return Decision<bool>.Refuse(unmet);
        }
        draw.Write(file with
        {
            Offices = [.. file.Offices.Select((o, i) => i == place ? o with { Nonce = nonce, RevealedAt = opened.Now }
            : o)]
        });
        opened.Work.Audit("draw.reveal", $"draw:{draw.Id}", new { office = file.Offices[place].Name, nonce });
        return Decision<bool>.Allow(true);
    }

    private static IEnumerable<Unmet> Unmet(OpenedDraw opened, RevealingOffice office, string nonce)
    {
        if (office.Nonce is not null)
        {
            yield return new("draw.revealed", "office", $"{office.Name}已在 {InspectionTerms.Moment(office.RevealedAt!.Value)} 揭示，不能再改。");
        }
        if (opened.Now < opened.Draw.SourceAtUtc)
        {
            yield return new("draw.reveal-early", "nonce",
                $"还没有开奖。请在 {InspectionTerms.Moment(opened.Draw.SourceAtUtc.Value)} 以后揭示：提前揭示，别人就能推算结果。");
        }
        if (opened.Now > opened.Draw.RevealUntilUtc)
        {
            yield return new("draw.reveal-late", "nonce",
                $"揭示期限 {InspectionTerms.Moment(opened.Draw.RevealUntilUtc.Value)} 已过，{office.Name}记为未揭示。");
        }
        if (nonce.Length is < ShortestNonce or > LongestNonce || !nonce.All(char.IsAsciiLetterOrDigit))
        {
            yield return new("draw.nonce-form", "nonce", $"随机数应是 {ShortestNonce} 到 {LongestNonce} 位字母和数字，一字不差地照原样填。");
        }
        if (DrawHashes.Hex(DrawHashes.Find(opened.File.Hash)!.Value, nonce) != office.Commitment)
        {
            yield return new("draw.nonce-differs", "nonce", $"这个随机数的摘要与{office.Name}事先公布的不符。请核对是不是这次抽取的随机数，有没有多余的空格。");
        }
    }
}
