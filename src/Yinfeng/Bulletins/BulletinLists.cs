using System.Globalization;
using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Bulletins;

/// <summary>What the @ lines of a template stand for: tables and lists made by rule.</summary>
internal sealed class BulletinLists(BulletinSources sources, BulletinTemplate template)
{
    private const int UsualPlaces = 3;
    private const int MostRed = 30;

    /// <summary>So many more than places are named together when they share the last of them; more share it: nobody at it is named.</summary>
    private const int MostTied = 2;
    private readonly BulletinTables _tables = new(sources.Board);
    private readonly BulletinNotes _notes = new(sources, template);

    /// <returns>Nothing when there is nothing to list; the heading above is then left out as well.</returns>
    public IEnumerable<BulletinBlock> Of(TemplateLine line) => line.ListName switch
    {
        "排名" => Assessed(line).Select(_tables.Ranking).OfType<BulletinTable>().Select(BulletinBlock.Of),
        "一览" => _tables.Overview(Codes(line)) is { } table ? [BulletinBlock.Of(table)] : [],
        "表扬" => Paragraphs(sources.Edits.Praised) ?? Assessed(line).Select(i => Praised(i, Places(line))).OfType<BulletinBlock>(),
        "点名" => Paragraphs(sources.Edits.Named) ?? Assessed(line).Select(i => Named(i, Places(line))).OfType<BulletinBlock>(),
        "单位亮灯" => new BulletinLights(sources, _tables).Units(),
        "红灯" => new BulletinLights(sources, _tables).RedProjects(line.Arguments.Count > 0 ? Places(line) : MostRed),
        "更正" => new BulletinRestatements(sources, _tables).All(),
        "督查" => sources.Inspections is { } said ? [BulletinBlock.Paragraph(said)] : [],
        "会议" => new BulletinMeetings(sources, _tables).All(),
        "说明" => _notes.All().Select((note, i) => BulletinBlock.Paragraph($"{i + 1}. {note}")),
        _ => [],
    };

    private static IEnumerable<BulletinBlock>? Paragraphs(string? byHand) =>
        byHand is null ? null : BulletinEdits.Paragraphs(byHand).Select(BulletinBlock.Paragraph);

    private IReadOnlyList<Indicator> Assessed(TemplateLine line)
    {
        var codes = Codes(line);
        if (codes.Count == 0 && template.Of("考核指标") is { Length: > 0 } named and not "自动")
        {
            codes = [.. named.Split([' ', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries)];
        }
        return codes.Count == 0 ? UnitRanking.Assessed(sources.Board)
            : [.. codes.Select(c => sources.Board.Indicators.FirstOrDefault(i => i.Code == c)).OfType<Indicator>()];
    }

    private static IReadOnlyList<string> Codes(TemplateLine line) => [.. line.Arguments.Where(a => !int.TryParse(a, out _))];

    private static int Places(TemplateLine line) => line.Arguments.Select(a => int.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture,
        out var n) ? n : 0).FirstOrDefault(n => n > 0, UsualPlaces);

    /// <summary>The best places, as long as they are not behind time.</summary>
    private BulletinBlock? Praised(Indicator indicator, int places)
    {
        var ranked = UnitRanking.Of(sources.Board, indicator.Code);
        var best = ranked.Where(c => c.Rank <= places && RankedFrom(ranked, c) <= places + MostTied && c.Gap >= 0).ToList();
        return ranked.Count <= places || best.Count == 0 ? null : BulletinBlock.Paragraph(
            $"{Measure(indicator)}居前{places}位：{string.Join("、", best.Select(c => $"{c.Unit.Name}{Figure(c)}"))}，予以表扬。");
    }

    /// <summary>The last places, as far as they are behind time.</summary>
    private BulletinBlock? Named(Indicator indicator, int places)
    {
        var ranked = UnitRanking.Of(sources.Board, indicator.Code);
        var cut = ranked.Count <= places ? 0 : ranked[^places].Rank;
        var last = ranked.Where(c => c.Rank >= cut && c.Gap < 0).ToList();
        last = last.Count <= places + MostTied ? last : [.. last.Where(c => c.Rank > cut)];
        return ranked.Count <= places || last.Count == 0 ? null : BulletinBlock.Paragraph(
            $"{Measure(indicator)}居后{places}位且{Behind(indicator)}："
            + $"{string.Join("；", last.Select(c => $"{c.Unit.Name}{Figure(c)}，{BulletinFigures.Gap(c.Gap!.Value, indicator.Unit)}"))}。予以点名。");
    }

    /// <summary>How many stand at the place of a unit or better.</summary>
    private static int RankedFrom(IReadOnlyList<BoardCell> ranked, BoardCell cell) => ranked.Count(c => c.Rank <= cell.Rank);

    private static string Measure(Indicator indicator) => indicator.Unit == IndicatorUnit.Rate ? indicator.Name : $"{indicator.Name}完成率";

    private static string Behind(Indicator indicator) => indicator.Unit == IndicatorUnit.Rate ? "低于目标" : "落后于序时进度";

    private static string Figure(BoardCell cell) =>
        BulletinFigures.Percent((cell.Indicator.Unit == IndicatorUnit.Rate ? cell.Value : cell.Completion) ?? 0);
}
