using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Gaps;

/// <summary>Takes an input-output table in (`yinfeng import coefficients`); the next one takes its place.</summary>
internal sealed class ImportCoefficients(Writer writer, Database database, CoefficientShelf shelf)
{
    /// <param name="direct">Path of the coefficients.</param>
    /// <param name="sectors">Path of the sectors with their divisions.</param>
    /// <returns>How many ties of one per cent or more it has.</returns>
    public async Task<Decision<int>> RunAsync(Viewer viewer, string direct, string sectors, CancellationToken ct)
    {
        IoTable table;
        try
        {
            table = IoTable.Read(direct, sectors);
        }
        catch (InvalidDataException wrong)
        {
            return Decision<int>.Refuse("coefficients.file", "file", wrong.Message);
        }
        return await writer.RunAsync(viewer, Rights.Approve, work =>
        {
            var folder = Directory.CreateDirectory(IoTable.Folder(database)).FullName;
            File.Copy(direct, Path.Combine(folder, IoTable.Direct), overwrite: true);
            File.Copy(sectors, Path.Combine(folder, IoTable.Sectors), overwrite: true);
            shelf.Replace(table);
            work.Audit("coefficients.import", "", new { file = Path.GetFileName(direct), ties = table.Count });
            return Task.FromResult(Decision<int>.Allow(table.Count));
        }, ct);
    }

    public static Command Command(ICommandMaker maker)
    {
        var direct = new Argument<string>("COEFFICIENTS") { Description = "直接消耗系数（CSV：from_code、to_code、direct_coeff）" };
        var sectors = new Option<string>("--sectors") { Description = "部门与行业大类对照（CSV：io_code、io_name、division）", Required = true };
        return maker.Make("coefficients", Rights.Approve, "导入投入产出直接消耗系数，缺口表据此列上下游行业", async (parsed, seat, ct) =>
        {
            var (from, to) = (Path.Combine(seat.WorkingDirectory, parsed.GetValue(direct)!), Path.Combine(seat.WorkingDirectory, parsed.GetValue(sectors)!));
            if (new[] { from, to }.FirstOrDefault(f => !File.Exists(f)) is { } absent)
            {
                seat.Error.WriteLine($"没有文件 {absent}。请核对路径。");
                return 2;
            }
            var done = await seat.Services.GetRequiredService<ImportCoefficients>().RunAsync(seat.Viewer, from, to, ct);
            seat.Out.WriteLine(!done.Allowed ? "" : seat.Json ? $$"""{"ties":{{done.Value}}}""" : $"已导入，{done.Value} 个不低于 0.01 的系数。");
            done.Unmet.ToList().ForEach(u => seat.Error.WriteLine(u.Message));
            return done.Allowed ? 0 : 1;
        }, direct, sectors);
    }
}

/// <summary>The coefficients in memory.</summary>
internal sealed class CoefficientShelf(Database database)
{
    private volatile IoTable? _table;

    public IoTable Now => _table ??= IoTable.Of(database);

    public void Replace(IoTable table) => _table = table;
}
