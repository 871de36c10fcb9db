using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>`yinfeng export policies` and `yinfeng policy changes`.</summary>
public static class DigestCommands
{
    private const int Done = 0, NotThere = 1, WrongUsage = 2;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Export(ICommandMaker maker)
    {
        var audience = new Option<string?>("--audience") { Description = "给谁看：investors、leaders、officers、all（缺省）" };
        var industry = new Option<string?>("--industry") { Description = "只收可能适用于这个产业的条款" };
        var policy = new Option<string[]>("--policy") { Description = "只收这些政策（代号），可写多次；缺省收当日有效的" };
        var (on, file) = (On(), new Option<string>("--out") { Description = "输出文件（.docx）", Required = true });
        return maker.Make("policies", Rights.See, "导出政策汇编", async (parsed, seat, ct) =>
        {
            var chosen = DigestAudience.All;
            if (parsed.GetValue(audience) is { } text && (!Enum.TryParse(text, ignoreCase: true, out chosen) || !Enum.IsDefined(chosen)))
            {
                seat.Error.WriteLine($"--audience {text} 看不懂。请写 investors、leaders、officers 或 all。");
                return WrongUsage;
            }
            if (!TryDay(parsed.GetValue(on), seat, out var day))
            {
                return WrongUsage;
            }
            var content = await DigestRoutes.WriteAsync(seat.Services.GetRequiredService<PolicyLibrary>(), seat.Services.GetRequiredService<UnitDirectory>(), seat.Viewer,
                new DigestChoice(chosen, parsed.GetValue(industry), parsed.GetValue(policy) ?? [], day), ct);
            await seat.HandOutAsync("policy-digest", parsed.GetValue(file)!, content, ct);
            return Done;
        }, audience, industry, policy, on, file);
    }

    internal static Command Changes(ICommandMaker maker)
    {
        var policy = new Option<string>("--policy") { Description = "政策代号", Required = true };
        var from = new Option<string?>("--from") { Description = "新版本起用的日子；缺省为最近一次" };
        var on = On();
        return maker.Make("changes", Rights.See, "改版以后答复或金额不同的项目（推送名单）", async (parsed, seat, ct) =>
        {
            if (!TryDay(parsed.GetValue(on), seat, out var day) || !TryDay(parsed.GetValue(from), seat, out var since))
            {
                return WrongUsage;
            }
            var changes = seat.Services.GetRequiredService<PolicyChanges>();
            var view = await changes.OfAsync(seat.Viewer, parsed.GetValue(policy)!, parsed.GetValue(from) is null ? null : since, day, ct);
            if (view is null)
            {
                seat.Error.WriteLine($"没有代号为 {parsed.GetValue(policy)} 的政策，或它没有改过。");
                return NotThere;
            }
            if (seat.Json)
            {
                await seat.Out.WriteLineAsync(JsonSerializer.Serialize(PolicyChanges.Json(view), Json));
                return Done;
            }
            foreach (var row in view.Rows)
            {
                seat.Out.WriteLine($"{row.Subject.Name}\t{row.Name}\t{PolicyChangeRow.Told(row.Before)}\t{PolicyChangeRow.Told(row.After)}{(row.Keeps ? "\t签约在先，仍按旧版" : "")}");
            }
            return Done;
        }, policy, from, on);
    }

    private static Option<string?> On() => new("--on") { Description = "按哪一天的情况，如 2023-06-30；缺省为今天" };

    private static bool TryDay(string? text, CommandSeat seat, out DateOnly day)
    {
        day = BusinessTime.Today(seat.Services.GetRequiredService<TimeProvider>());
        if (text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return true;
        }
        seat.Error.WriteLine($"“{text}”不是日期。请写成 2023-06-30。");
        return false;
    }
}
