using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Reviews;

/// <summary>`yinfeng review list|show`.</summary>
public static class ReviewCommands
{
    public static Command Review(ICommandMaker maker)
    {
        var command = new Command("review", "会审：清单、各单位意见");
        var open = new Option<bool>("--open") { Description = "只列征求意见中的" };
        command.Subcommands.Add(maker.Make("list", Rights.See, "会审清单，征求意见中的在前", (parsed, seat, ct) => ListAsync(seat, parsed.GetValue(open), ct), open));
        var id = new Option<long>("--id") { Description = "会审编号（见清单）", Required = true };
        command.Subcommands.Add(maker.Make("show", Rights.See, "一次会审的各单位意见和结论", (parsed, seat, ct) => ShowAsync(seat, parsed.GetValue(id), ct), id));
        return command;
    }

    private static async Task<int> ListAsync(CommandSeat seat, bool open, CancellationToken ct)
    {
        var list = await seat.Services.GetRequiredService<ReviewQueries>().ListAsync(seat.Viewer, new ReviewFilter(open ? ReviewState.Open : null, Size: 1000), ct);
        if (seat.Json)
        {
            Json(seat, ReviewListJson.Of(list));
            return 0;
        }
        seat.Out.WriteLine("编号\t项目\t会审事项\t状态\t反馈\t截止日\t");
        foreach (var row in list.Rows)
        {
            seat.Out.WriteLine(string.Join('\t', row.Review.Id, row.ProjectName, row.Review.Subject,
                row.Review.Outcome is { } outcome ? ReviewTerms.Of(outcome) : ReviewTerms.Of(row.Review.State), $"{row.Given}/{row.Asked}", ReviewTerms.Day(row.Review.Deadline),
                ReviewTerms.Left(row.Review, list.Today)));
        }
        return 0;
    }

    private static async Task<int> ShowAsync(CommandSeat seat, long id, CancellationToken ct)
    {
        if (await seat.Services.GetRequiredService<ReviewQueries>().GetAsync(seat.Viewer, id, ct) is not { } view)
        {
            seat.Error.WriteLine(OpenReviews.NotFound.Message);
            return 1;
        }
        if (seat.Json)
        {
            Json(seat, ReviewJson.Of(view));
            return 0;
        }
        seat.Out.WriteLine($"{view.Project.Name}：{view.Review.Subject}（{(view.Review.Outcome is { } outcome ? ReviewTerms.Of(outcome) : ReviewTerms.Of(view.Review.State))}）");
        foreach (var s in view.Seats)
        {
            seat.Out.WriteLine(string.Join('\t', s.UnitName, s.Opinion is { } o ? ReviewTerms.Of(o.Verdict) : s.Given ? "已反馈" : s.Seat.IsMissing ? "逾期未反馈" : "待反馈",
                s.Opinion?.Text, s.Opinion is { } given ? ReviewTerms.Day(given.On) : ""));
        }
        return 0;
    }

    private static void Json<T>(CommandSeat seat, T answer) => seat.Out.WriteLine(JsonSerializer.Serialize(answer, ReviewListJson.Options));
}
