using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>Enters the numbers that were drawn in public (录入开奖号码). Who entered them stands in the published file.</summary>
internal sealed class EnterNumbers(InspectionDesk desk)
{
    /// <param name="source">Name of the source, or its place from 1.</param>
    /// <param name="numbers">As announced, parted by spaces or commas.</param>
    public Task<Decision<bool>> RunAsync(Viewer viewer, string draw, string source, string numbers, CancellationToken ct) =>
        desk.ChangeAsync<bool>(viewer, draw, opened => Task.FromResult(Enter(opened, source.Trim(), numbers)), ct);

    private static Decision<bool> Enter(OpenedDraw opened, string source, string text)
    {
        var (draw, file) = (opened.Draw, opened.File);
        if (draw.Status != DrawStatus.Published)
        {
            return Decision<bool>.Refuse("draw.not-published", "", $"这次抽取{InspectionTerms.Of(draw.Status)}，不能录入号码。");
        }
        var place = file.Sources.ToList().FindIndex(s => s.Name == source);
        place = place < 0 && int.TryParse(source, out var at) && at >= 1 && at <= file.Sources.Count ? at - 1 : place;
        if (place < 0)
        {
            return Decision<bool>.Refuse("draw.source-unknown", "source",
                $"这次抽取没有“{source}”。公布的源：{string.Join("、", file.Sources.Select(s => s.Name))}。");
        }
        var known = file.Sources[place];
        if (opened.Now < known.At)
        {
            return Decision<bool>.Refuse("draw.numbers-early", "numbers", $"{known.Name}在 {InspectionTerms.Moment(known.At)} 开奖，还没有号码。");
        }
        var numbers = new List<int>();
        foreach (var part in text.Split([' ', ',', '，', '、', '.', ';', '；'], StringSplitOptions.RemoveEmptyEntries))
        {
            numbers.Add(int.TryParse(part, System.Globalization.NumberStyles.None, null, out var number) ? number : -1);
        }
        if (numbers.Count != known.Count || numbers.Any(n => n < known.Smallest || n > known.Largest))
        {
            return Decision<bool>.Refuse("draw.numbers-form", "numbers",
                $"{known.Name}应是 {known.Count} 个 {known.Smallest} 到 {known.Largest} 的数，用空格隔开，例如“{Example(known)}”。");
        }
        var before = known.Numbers;
        draw.Write(file with
        {
            Sources = [.. file.Sources.Select((s, i) => i == place ? s with { Numbers = numbers, EnteredBy = opened.Work.Viewer.Name,
                EnteredAt = opened.Now } : s)],
        });
        opened.Work.Audit("draw.numbers", $"draw:{draw.Id}", new { source = known.Name, numbers, before });
        return Decision<bool>.Allow(true);
    }

    private static string Example(PublicSource source) => string.Join(' ', Enumerable.Range(source.Smallest, source.Count));
}
