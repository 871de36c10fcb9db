using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Meetings;

/// <summary>`yinfeng meeting list|agenda|resolutions`.</summary>
public static class MeetingCommands
{
    public static Command Meeting(ICommandMaker maker)
    {
        var command = new Command("meeting", "会议：清单、议程、议定事项");
        command.Subcommands.Add(maker.Make("list", Rights.See, "会议清单，最近的在前", ListAsync));
        var id = new Option<long>("--id") { Description = "会议编号（见清单）", Required = true };
        command.Subcommands.Add(maker.Make("agenda", Rights.See, "一个会议的议程和议定事项", (parsed, seat, ct) => AgendaAsync(seat, parsed.GetValue(id), ct), id));
        var late = new Option<bool>("--late") { Description = "只列超期的" };
        command.Subcommands.Add(maker.Make("resolutions", Rights.See, "议定事项，未办结的在前", (parsed, seat, ct) => ResolutionsAsync(seat, parsed.GetValue(late), ct), late));
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var list = await seat.Services.GetRequiredService<MeetingQueries>().ListAsync(seat.Viewer, new MeetingFilter(Size: 1000), ct);
        if (seat.Json)
        {
            Json(seat, new MeetingListJson(list.Total, list.Filter.Page, list.Rows.Select(MeetingRowJson.Of)));
            return 0;
        }
        seat.Out.WriteLine("编号\t会议\t单位\t状态\t议题\t议定事项\t未办结\t超期");
        foreach (var row in list.Rows)
        {
            seat.Out.WriteLine(string.Join('\t', row.Meeting.Id, row.Name, row.UnitName, MeetingTerms.Of(row.Meeting.Status), row.Agenda, row.Resolutions,
                row.Open, row.Late));
        }
        return 0;
    }

    private static async Task<int> AgendaAsync(CommandSeat seat, long id, CancellationToken ct)
    {
        if (await seat.Services.GetRequiredService<MeetingQueries>().GetAsync(seat.Viewer, id, ct) is not { } view)
        {
            seat.Error.WriteLine(OpenMeetings.NotFound.Message);
            return 1;
        }
        if (seat.Json)
        {
            Json(seat, MeetingJson.Of(view));
            return 0;
        }
        seat.Out.WriteLine($"{view.Unit.Name} {view.Name}（{MeetingTerms.Of(view.Meeting.Status)}）");
        foreach (var (item, place) in view.Agenda.Select((i, n) => (i, n + 1)))
        {
            seat.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place}. {item.Title}\t{item.Reason}"));
        }
        foreach (var r in view.Resolutions)
        {
            seat.Out.WriteLine($"议定：{r.Text}\t{view.Tree.Find(r.UnitId)?.Name}\t{MeetingTerms.Day(r.Deadline)}\t{MeetingTerms.Of(r.State)}\t{MeetingTerms.Left(r, view.Today)}");
        }
        return 0;
    }

    private static async Task<int> ResolutionsAsync(CommandSeat seat, bool late, CancellationToken ct)
    {
        var list = await seat.Services.GetRequiredService<ResolutionQueries>().ListAsync(seat.Viewer, new ResolutionFilter(Late: late, Size: 100_000), ct);
        if (seat.Json)
        {
            Json(seat, new ResolutionListJson(list.Total, list.Filter.Page, list.Counts, list.Rows.Select(r => ResolutionJson.Of(r, list.Today))));
            return 0;
        }
        seat.Out.WriteLine("编号\t会议\t议定事项\t责任单位\t完成时限\t状态\t");
        foreach (var row in list.Rows)
        {
            var r = row.Resolution;
            seat.Out.WriteLine(string.Join('\t', r.Id, r.OriginName, r.Text, row.UnitName, MeetingTerms.Day(r.Deadline), MeetingTerms.Of(r.State),
                MeetingTerms.Left(r, list.Today)));
        }
        return 0;
    }

    private static void Json<T>(CommandSeat seat, T answer) => seat.Out.WriteLine(JsonSerializer.Serialize(answer, MeetingRowJson.Options));
}
