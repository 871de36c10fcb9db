using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Lights;

/// <summary>`yinfeng lights`: the lights of a unit, its children and its projects for a month.</summary>
public static class LightCommands
{
    public static Command Lights(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "月份 YYYY-MM（当年累计，节点看到月末）", Required = true };
        var unit = new Option<string?>("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
        return maker.Make("lights", Rights.See, "红绿灯：单位和项目的灯，为什么、自何时、谁来办、怎样转绿", async (parsed, seat, ct) =>
        {
            if (!YearMonth.TryParse(parsed.GetValue(period), out var month))
            {
                seat.Error.WriteLine($"月份“{parsed.GetValue(period)}”写法不对。请写成 2023-03 这样的年月。");
                return 2;
            }
            var answer = await seat.Services.GetRequiredService<LightQueries>().ViewAsync(seat.Viewer, month, parsed.GetValue(unit), ct);
            foreach (var unmet in answer.Unmet)
            {
                seat.Error.WriteLine(unmet.Message);
            }
            if (answer.Value is { } view && seat.Json)
            {
                seat.Out.WriteLine(JsonSerializer.Serialize(LightsJson.Of(view), LightsJson.Options));
            }
            else if (answer.Value is not null)
            {
                Print(answer.Value, seat.Out);
            }
            return answer.Allowed ? 0 : 1;
        }, period, unit);
    }

    private static void Print(LightsView view, TextWriter to)
    {
        to.WriteLine($"{view.Unit.Name} {view.Period}：项目红灯 {view.Counts.Red}、黄灯 {view.Counts.Yellow}、绿灯 {view.Counts.Green}、未评 {view.Counts.None}");
        to.WriteLine($"规则：{view.RulesVersion}");
        to.WriteLine();
        to.WriteLine("单位\t代码\t灯\t自\t原因\t转绿");
        foreach (var unit in view.Units)
        {
            to.WriteLine(string.Join('\t', unit.UnitName, unit.UnitCode, LightTerms.Of(unit.Light.Colour),
                unit.Light.Since?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "—", unit.Light.Why, unit.Light.ToGreen ?? "—"));
        }
        to.WriteLine();
        to.WriteLine("项目\t单位\t阶段\t灯\t自\t原因\t谁来办\t转绿");
        foreach (var project in view.Projects)
        {
            var light = project.Light;
            to.WriteLine(string.Join('\t', project.Name, project.UnitName, Projects.Terms.Of(project.Stage), LightTerms.Of(light.Colour),
                light.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—", light.Why, light.Owner, light.ToGreen ?? "—"));
        }
    }
}
