namespace Yinfeng.Bulletins;

/// <summary>What meetings decided: how many, how they stand, and the open ones one by one.</summary>
internal sealed class BulletinMeetings(BulletinSources sources, BulletinTables tables)
{
    private const int Most = 30;

    public IEnumerable<BulletinBlock> All()
    {
        var news = sources.Meetings;
        if (news.Meetings.Count == 0 && news.Decided == 0)
        {
            yield break;
        }
        yield return BulletinBlock.Paragraph(Sentence(news));
        if (news.Rows.Count == 0)
        {
            yield break;
        }
        var left = news.Rows.Count - Most;
        yield return BulletinBlock.Of(new BulletinTable(tables.Title("议定事项办理情况"), "",
            [new("会议", 9, Align.Centre), new("议定事项", 18, Align.Left), new("责任单位", 8, Align.Centre), new("完成时限", 8, Align.Centre), new("办理情况", 7, Align.Centre)],
            [.. news.Rows.Take(Most).Select(r => (IReadOnlyList<string>)[r.Meeting, r.Text, r.Unit, BulletinFigures.Day(r.Deadline), r.Standing])], 0));
        if (left > 0 || news.Unnamed > 0)
        {
            yield return BulletinBlock.Paragraph("表中" + string.Join("，", new[]
            {
                left > 0 ? $"另有{left}项未列" : null, news.Unnamed > 0 ? $"涉及未签约项目的{news.Unnamed}项未列" : null,
            }.OfType<string>()) + "。");
        }
    }

    private static string Sentence(MeetingNews news)
    {
        var met = news.Meetings.Count == 0 ? "" : $"今年以来召开{string.Join("、", news.Meetings.Select(m => $"{m.Kind}{m.Count}次"))}";
        var open = news.Decided - news.Done;
        var decided = news.Decided == 0 ? "" : $"{(met.Length == 0 ? "今年以来" : "，")}议定事项{news.Decided}项，已办结{news.Done}项"
            + (open > 0 ? $"，正在办理{open}项" : "") + (news.Late > 0 ? $"，其中超期{news.Late}项，请责任单位抓紧办结" : "");
        return met + decided + "。";
    }
}
