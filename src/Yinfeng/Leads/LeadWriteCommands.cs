using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Leads;

/// <summary>`yinfeng lead report|edit|close|convert|credit`: what is typed about a lead.</summary>
internal static class LeadWriteCommands
{
    private static readonly Argument<long> Id = new("ID") { Description = "线索编号（见清单）" };
    private static readonly Option<bool> Confirmed = new("--confirmed") { Description = "已核对，不是同一件事" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "原因" };

    private static readonly Option<string?> Unit = new("--unit") { Description = "跟进单位的名称或代码" }, Title = new("--title") { Description = "线索名称" },
        Investor = new("--investor") { Description = "投资方" }, Place = new("--place") { Description = "投资方所在地" }, Channel = new("--channel") { Description = "渠道，例如 驻点招商" },
        Reporter = new("--reporter") { Description = "首报人" }, On = new("--on") { Description = "首报日期，例如 2023-05-17 或 2023-05；登记时缺省为今天" },
        Amount = new("--amount") { Description = "意向投资，以万元计，或写 3亿元" }, Industry = new("--industry") { Description = "产业" }, Note = new("--note") { Description = "说明" },
        Grade = new("--grade") { Description = "等级 A 到 D" }, Owner = new("--owner") { Description = "跟进人的登录名或姓名" };

    private static readonly Option[] Facts = [Unit, Title, Investor, Place, Channel, Reporter, On, Amount, Industry, Note, Grade, Owner];

    public static IEnumerable<Command> Make(ICommandMaker maker)
    {
        var years = new Option<int?>("--years") { Description = "转为项目后分几年；不填为长期" };
        var shares = new Argument<string[]>("SHARE") { Description = "单位=百分比，例如 临邑县=60 齐河县=40，合计 100", Arity = ArgumentArity.OneOrMore };
        yield return maker.Make("report", Rights.Report, "登记一条线索", ReportAsync, [.. Facts, Confirmed]);
        yield return maker.Make("edit", Rights.Report, "修改线索，没有写的不变", EditAsync, [Id, .. Facts]);
        yield return maker.Make("close", Rights.Report, "关闭线索", (parsed, seat, ct) => LeadCommands.DoneAsync(seat,
            seat.Services.GetRequiredService<CloseLead>().RunAsync(seat.Viewer, parsed.GetValue(Id), parsed.GetValue(Reason), ct)), Id, Reason);
        yield return maker.Make("convert", Rights.Report, "把线索转为项目", (parsed, seat, ct) => LeadCommands.DoneAsync(seat,
            seat.Services.GetRequiredService<ConvertLead>().RunAsync(seat.Viewer, parsed.GetValue(Id), parsed.GetValue(Confirmed), ct)), Id, Confirmed);
        yield return maker.Make("credit", Rights.Approve, "定线索的业绩分成", (parsed, seat, ct) => LeadCommands.DoneAsync(seat,
            seat.Services.GetRequiredService<ShareLead>().RunAsync(seat.Viewer, parsed.GetValue(Id), [.. parsed.GetValue(shares)!.Select(Share)],
                parsed.GetValue(years), parsed.GetValue(Reason), ct)), Id, shares, years, Reason);
    }

    private static Task<int> ReportAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var today = BusinessTime.Today(seat.Services.GetRequiredService<TimeProvider>()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var typed = Typed(parsed, new LeadFacts(null, null, null, null, null, seat.Viewer.Name, today, null, null, null));
        return LeadCommands.DoneAsync(seat, RunAsync());

        async Task<Decision> RunAsync() => await seat.Services.GetRequiredService<ReportLead>().RunAsync(seat.Viewer, typed, parsed.GetValue(Confirmed), ct);
    }

    private static async Task<int> EditAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var id = parsed.GetValue(Id);
        return await seat.Services.GetRequiredService<LeadQueries>().GetAsync(seat.Viewer, id, ct) is { } row
            ? await LeadCommands.DoneAsync(seat, seat.Services.GetRequiredService<EditLead>().RunAsync(seat.Viewer, id, row.Lead.Version, Typed(parsed, LeadFacts.Of(row)), ct))
            : await LeadCommands.DoneAsync(seat, Task.FromResult(Decision.Refuse([LeadDesk.NotFound])));
    }

    /// <summary>What was typed, over what holds where nothing was.</summary>
    private static LeadFacts Typed(ParseResult parsed, LeadFacts held)
    {
        string? Of(Option<string?> option, string? before) => parsed.GetResult(option) is null ? before : parsed.GetValue(option);
        return new(Of(Unit, held.Unit), Of(Title, held.Title), Of(Investor, held.Investor), Of(Place, held.InvestorPlace), Of(Channel, held.Channel),
            Of(Reporter, held.FirstReporter), Of(On, held.FirstReportedOn), Of(Amount, held.IntendedInvestmentWan), Of(Industry, held.Industry), Of(Note, held.Note),
            Of(Grade, held.Grade), Of(Owner, held.Owner));
    }

    private static (string? Unit, string? Percent) Share(string typed) => typed.Split('=', 2) is [var unit, var percent] ? (unit, percent.TrimEnd('%')) : (typed, null);
}
