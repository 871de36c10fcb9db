using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>`yinfeng project gates|show|move`: the loop from the console.</summary>
public static class ProjectCommands
{
    private static readonly JsonSerializerOptions Json = new(AuditJson.Options) { WriteIndented = true };

    public static Command Make(ICommandMaker maker)
    {
        var id = new Argument<long>("ID") { Description = "项目编号" };
        var stage = new Option<string>("--stage") { Description = "推进到的阶段，中文或英文：开工、started", Required = true };
        var on = new Option<string?>("--on") { Description = "实际日期，例如 2023-05-17 或 2023-05" };
        var reason = new Option<string?>("--reason") { Description = "退回的原因，或特批的理由" };
        var decidedBy = new Option<string?>("--decided-by") { Description = "特批：由谁决定" };
        return new Command("project", "项目")
        {
            maker.Make("gates", Rights.None, "八个阶段各要什么", (_, seat, _) => Task.FromResult(Gates(seat))),
            maker.Make("show", Rights.See, "打印一个项目", (parsed, seat, ct) => ShowAsync(seat, parsed.GetValue(id), ct), id),
            maker.Make("move", Rights.Report, "推进、特批或退回一个项目", (parsed, seat, ct) => MoveAsync(seat, parsed.GetValue(id), parsed.GetValue(stage)!,
                parsed.GetValue(on), parsed.GetValue(reason), parsed.GetValue(decidedBy), ct), id, stage, on, reason, decidedBy),
        };
    }

    private static int Gates(CommandSeat seat)
    {
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(StageRules.Gates.Select(GateJson.Of), Json));
            return 0;
        }
        foreach (var gate in StageRules.Gates)
        {
            seat.Out.WriteLine($"{gate.Name}（{gate.EntersWhen}）：{string.Join("、", gate.Needs.Select(n => $"{n.Label}[{n.Supplier}]"))}");
        }
        return 0;
    }

    private static async Task<int> ShowAsync(CommandSeat seat, long id, CancellationToken ct)
    {
        if (await seat.Services.GetRequiredService<ProjectQueries>().GetAsync(seat.Viewer, id, ct) is not { } view)
        {
            seat.Error.WriteLine(Refusals.NotFound.Unmet[0].Message);
            return 1;
        }
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(ProjectJson.Of(view), Json));
            return 0;
        }
        seat.Out.WriteLine($"{view.Project.Name}  {view.OwnerName}  {Terms.Of(view.Project.Stage)}（{Terms.Of(view.Project.Status)}）  总投资 {Money.Show(view.Project.TotalInvestmentFen)}");
        foreach (var need in view.Missing)
        {
            seat.Out.WriteLine($"  距“{Terms.Of(view.Next!.Value)}”缺 {need.Label}（{need.Supplier}）");
        }
        return 0;
    }

    private static async Task<int> MoveAsync(
        CommandSeat seat, long id, string stage, string? on, string? reason, string? decidedBy, CancellationToken ct)
    {
        var gate = StageRules.Gates.FirstOrDefault(g => g.Name == stage || g.Stage.ToString().Equals(stage, StringComparison.OrdinalIgnoreCase));
        LedgerDate date = default;
        if (gate is null || (on is not null && !LedgerDate.TryParse(on, out date)))
        {
            seat.Error.WriteLine(gate is null ? $"没有“{stage}”这个阶段，可用：{string.Join("、", StageRules.Gates.Select(g => g.Name))}。"
                : $"“{on}”不是日期，请写成 2023-05-17。");
            return 2;
        }
        var move = new Move(gate.Stage, on is null ? null : date, Reason: reason);
        var decision = decidedBy is null
            ? await seat.Services.GetRequiredService<MoveProject>().RunAsync(seat.Viewer, id, move, ct)
            : await seat.Services.GetRequiredService<OverrideGate>().RunAsync(seat.Viewer, id, move, decidedBy, ct);
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(new { id, stage = gate.Stage, moved = decision.Allowed, unmet = decision.Unmet }, Json));
        }
        foreach (var unmet in decision.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        return decision.Allowed ? 0 : 1;
    }
}
