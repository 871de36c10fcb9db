using System.CommandLine;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Reports;

/// <summary>`yinfeng figures check`: whether published statements can be true.</summary>
public static class FigureCommands
{
    public static Command Figures(ICommandMaker maker)
    {
        var file = new Argument<string>("file") { Description = "JSON 文件：说法的数组，每条至少有 text（格式见 docs/methods/figure-checks.md）" };
        return new Command("figures", "核对公布的数字")
        {
            maker.Make("check", Rights.See, "重算数量、合计、占比、同比、完成率；有不符的返回 1", async (parsed, seat, ct) =>
            {
                var path = Path.Combine(seat.WorkingDirectory, parsed.GetValue(file)!);
                List<Claim> claims;
                try
                {
                    using var json = JsonDocument.Parse(await File.ReadAllTextAsync(path, ct));
                    claims = Claim.ReadAll(json.RootElement);
                }
                catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
                {
                    seat.Error.WriteLine($"读不了“{Path.GetFileName(path)}”：{e.Message}");
                    return 1;
                }
                var verdicts = claims.ConvertAll(ClaimChecks.Check);
                Print(verdicts, seat);
                return verdicts.Exists(v => v.Ok == "no") ? 1 : 0;
            }, file),
        };
    }

    private static void Print(List<ClaimVerdict> verdicts, CommandSeat seat)
    {
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(verdicts, ReportJson.Options));
            return;
        }
        foreach (var verdict in verdicts)
        {
            var mark = verdict.Ok switch { "yes" => "相符", "no" => "不符", _ => "无法判断" };
            seat.Out.WriteLine($"{mark}\t{verdict.Text}\t{verdict.Why}");
        }
    }
}
