using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Shell;

namespace Yinfeng.Gaps;

/// <summary>`yinfeng chain gaps`.</summary>
public static class GapCommands
{
    private const int Done = 0, Refused = 1, WrongUsage = 2;
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>`yinfeng import coefficients`.</summary>
    public static Command Coefficients(ICommandMaker maker) => ImportCoefficients.Command(maker);

    public static Command Gaps(ICommandMaker maker)
    {
        var chain = new Option<string>("--chain") { Description = "产业链代号", Required = true };
        var unit = new Option<string>("--unit") { Description = "市或县的名称或代码", Required = true };
        var asOf = new Option<string?>("--as-of") { Description = "站在哪一天：只用这一天以前登记的企业；缺省为现在" };
        var xlsx = new Option<string?>("--xlsx") { Description = "另存为工作簿（.xlsx）" };
        return maker.Make("gaps", Rights.See, "一条产业链在一个市、县的强弱和缺口", async (parsed, seat, ct) =>
        {
            DateOnly? day = null;
            if (parsed.GetValue(asOf) is { } text)
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
                {
                    seat.Error.WriteLine($"--as-of {text} 不是日期。请写成 2010-01-01。");
                    return WrongUsage;
                }
                day = on;
            }
            var found = await seat.Services.GetRequiredService<GapQueries>().OfAsync(seat.Viewer, parsed.GetValue(chain)!, parsed.GetValue(unit), day, ct);
            if (!found.Allowed)
            {
                seat.Error.WriteLine(found.Unmet[0].Message);
                return Refused;
            }
            if (parsed.GetValue(xlsx) is { } file)
            {
                await seat.HandOutAsync("chain-gaps", file, GapWorkbook.Write(found.Value!), ct);
            }
            seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(GapJson.Of(found.Value!), Plain) : Text(found.Value!));
            return Done;
        }, chain, unit, asOf, xlsx);
    }

    private static string Text(GapReport report) => string.Join('\n', report.Nodes
        .Select(n => $"{GapTerms.Of(n.Verdict.Strength)}（把握{GapTerms.Of(n.Verdict.Confidence)}）\t{n.Node.Name}\t{string.Join(' ', n.Verdict.Reasons)}")
        .Prepend($"{report.Chain.Name} · {report.Place.Unit.Name} · {report.AsOf:yyyy-MM-dd}：强 {report.Count(NodeStrength.Strong)}，弱 {report.Count(NodeStrength.Weak)}，缺 {report.Count(NodeStrength.Missing)}"));
}
