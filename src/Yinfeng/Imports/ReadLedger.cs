using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Sheets;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>Opens a ledger file of any kind and reads it, with the mapping its unit used before for such headers.</summary>
internal sealed class ReadLedger(Database database, UnitDirectory units)
{
    private const int LargeReading = 200_000;

    /// <param name="mapping">How the clerk wants the sheets understood; null lets the reader find out.</param>
    /// <param name="template">Name of a mapping the unit keeps.</param>
    /// <param name="progress">Share read so far, 0 to 1.</param>
    /// <param name="canAsk">See <see cref="LedgerReadOptions.CanAsk"/>.</param>
    /// <returns>A refusal of the whole file: not-a-workbook, damaged, header-not-found …</returns>
    public async Task<Decision<LedgerReading>> RunAsync(LedgerFile file, long unitId, int? year, IReadOnlyList<SheetMapping>? mapping,
        string? template, IProgress<double>? progress, CancellationToken ct, bool canAsk = false)
    {
        var tree = await units.TodayAsync(ct);
        if (template is not null && mapping is null)
        {
            await using var db = database.OpenRead();
            mapping = await ImportTemplates.FindAsync(db, unitId, template, null, ct);
            if (mapping is null)
            {
                return Decision<LedgerReading>.Refuse("template-unknown", "template", $"该单位没有名为“{template}”的导入模板，请核对名称，或不指定模板。");
            }
        }
        var read = await Task.Run(() => Read(file, tree, unitId, year, mapping, progress, canAsk), ct);
        if (!read.Allowed || mapping is not null)
        {
            return read;
        }
        return await WithLearnedAsync(read.Value!, file, tree, unitId, year, progress, ct);
    }

    /// <summary>Reads again where the unit confirmed another mapping for exactly these headers.</summary>
    private async Task<Decision<LedgerReading>> WithLearnedAsync(LedgerReading reading, LedgerFile file, UnitTree tree, long unitId, int? year,
        IProgress<double>? progress, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var learned = await ImportTemplates.FindAsync(db, unitId, null, ImportTemplates.HeaderKey(reading.Sheets), ct);
        if (learned is null || (reading.Unclear.Count == 0 && ImportTemplates.Same(learned, reading.Sheets)))
        {
            return Decision<LedgerReading>.Allow(reading);
        }
        return await Task.Run(() => Read(file, tree, unitId, year, ImportTemplates.Onto(learned, reading.Sheets), progress, canAsk: true), ct);
    }

    private static Decision<LedgerReading> Read(LedgerFile file, UnitTree tree, long unitId, int? year, IReadOnlyList<SheetMapping>? mapping,
        IProgress<double>? progress, bool canAsk)
    {
        try
        {
            LedgerReading reading;
            using (var workbook = WorkbookReader.Open(file.Path))
            {
                reading = LedgerReader.Read(workbook, new LedgerReadOptions
                {
                    Tree = tree, UnitId = unitId, Year = year, Mapping = mapping, Progress = progress, CanAsk = canAsk,
                });
            }
            if (reading.Rows.Count > LargeReading)
            {
                GC.Collect(); // What reading leaves behind is as large as what was read, and old: left alone it would stay until all is stored.
            }
            return Decision<LedgerReading>.Allow(reading);
        }
        catch (WorkbookRefusedException refused)
        {
            return Decision<LedgerReading>.Refuse([refused.Reason]);
        }
        catch (LedgerRefusedException refused)
        {
            return Decision<LedgerReading>.Refuse([refused.Reason]);
        }
    }
}
