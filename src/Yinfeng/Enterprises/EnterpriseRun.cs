using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Industries;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>What comes next in an import: a batch of a file, or without one the end of that file.</summary>
/// <param name="Broken">Why the file ends before its end; null where it does not.</param>
internal sealed record EnterpriseStep(EnterprisePass File, MatchedRows? Batch, RegistryRefusedException? Broken = null);

/// <summary>An import of one or several files: they are read and matched one behind the other on one thread, ahead of the thread that stores.</summary>
internal sealed class EnterpriseRun(Database database, Writer writer, EnterpriseBase companies, Viewer viewer, RegistryPlaces places, IndustryJudge industries,
    RegistryTemplates templates, DateOnly today, Action<EnterpriseImport>? progress) : IDisposable
{
    internal const int BatchRows = 32_768;
    private const int BlocksAtOnce = 16;
    private readonly ConcurrentBag<RegistryReading> _begun = [];
    private Lazy<IModel> _model = null!;
    private EnterpriseColumns _held = EnterpriseColumns.Empty;
    private SaidColumns _said = SaidColumns.Nothing;

    public Viewer Viewer => viewer;
    public Writer Writer => writer;
    public IndustryJudge Industries => industries;

    public async Task BeginAsync(CancellationToken ct)
    {
        _ = Task.Run(() => places.IsCurrent(0), ct); // Reads its tables; whoever needs them first waits for the rest.
        _model = new(Model);
        _ = Task.Run(() => _model.Value, ct); // Beside the reading of the first rows; whoever needs it before waits, and would meet its failure.
        _held = await companies.NowAsync(ct);
        _said = await templates.SaidAsync(null, ct);
    }

    /// <summary>Loads the model and compiles how rows become values.</summary>
    private IModel Model()
    {
        using var db = database.OpenRead();
        var model = db.Model;
        if (database.IsSqlite)
        {
            RowEncoder.Of<Enterprise>(model.FindEntityType(typeof(Enterprise))!);
            RowEncoder.Of<ScopeBlock>(model.FindEntityType(typeof(ScopeBlock))!);
            RowEncoder.Of<EnterpriseProblem>(model.FindEntityType(typeof(EnterpriseProblem))!);
            RowEncoder.Of<EnterpriseHistory>(model.FindEntityType(typeof(EnterpriseHistory))!);
        }
        return model;
    }

    /// <summary>Begins to read a file that will be imported soon.</summary>
    public (EnterpriseImportRequest Request, RegistryReading Reading) Begin(EnterpriseImportRequest request)
    {
        var reading = new RegistryReading(request.File, places, industries, today, _said with { Now = request.Columns });
        _begun.Add(reading);
        reading.Begin();
        return (request, reading);
    }

    /// <summary>The files' batches in order, each file's end behind its own.</summary>
    public IEnumerable<EnterpriseStep> Steps(IEnumerable<(EnterpriseImportRequest Request, RegistryReading Reading)> files)
    {
        var match = new EnterpriseMatch(() => Volatile.Read(ref _held));
        var seen = new HashSet<string>();
        foreach (var (request, reading) in files)
        {
            using var read = reading;
            var (known, problems) = Known(request.File.Sha256);
            var file = new EnterprisePass(this, request, reading, known, problems, again: !seen.Add(request.File.Sha256));
            if (file.IsDone)
            {
                yield return new(file, null);
                continue;
            }
            using var batches = Batches(reading.Blocks, file.Import?.Rows ?? 0).GetEnumerator();
            RegistryRefusedException? broken;
            while (Next(batches, out broken))
            {
                yield return new(file, Ready(match.Run(batches.Current, file), file.ImportId));
            }
            yield return new(file, null, broken);
        }
    }

    /// <summary>A batch was stored: companies it added are found from now on.</summary>
    public async Task StoredAsync(EnterpriseImport import, CancellationToken ct)
    {
        Volatile.Write(ref _held, await companies.NowAsync(ct));
        progress?.Invoke(import);
    }

    /// <summary>The import of a file as it was left, if it was begun before, and how many problems are stored of it.</summary>
    public (EnterpriseImport? Import, int Problems) Known(string sha256)
    {
        using var connection = database.OpenConnection();
        return EnterpriseImportRow.Find(connection, sha256);
    }

    public void Dispose()
    {
        foreach (var reading in _begun)
        {
            reading.Dispose(); // Where the run ended early, some were begun and never asked for rows.
        }
    }

    /// <summary>Has the rows of a batch made ready while the batches before are stored.</summary>
    private MatchedRows Ready(MatchedRows batch, long importId)
    {
        batch.Companies = new(_model.Value, database.IsSqlite, batch.Added, a => EnterpriseMaking.From(a, importId));
        batch.Scopes = new(_model.Value, database.IsSqlite, [.. batch.Scoped.Chunk(ScopeBlock.MostCompanies)], ScopeBlock.Of, BlocksAtOnce);
        batch.FirstProblems = new(_model.Value, database.IsSqlite, batch.Problems, p => p);
        batch.Changed = history => new(_model.Value, database.IsSqlite, history, h => h);
        return batch;
    }

    private static bool Next(IEnumerator<List<RegistryRow>> batches, out RegistryRefusedException? broken)
    {
        broken = null;
        try
        {
            return batches.MoveNext();
        }
        catch (RegistryRefusedException e)
        {
            broken = e;
            return false;
        }
    }

    /// <summary>Rows in batches, those left out that are stored already. Where the file breaks off, what came before comes first.</summary>
    private static IEnumerable<List<RegistryRow>> Batches(IEnumerable<List<RegistryRow>> blocks, int skip)
    {
        var batch = new List<RegistryRow>(BatchRows + 8192);
        using var source = blocks.GetEnumerator();
        RegistryRefusedException? broken = null;
        while (true)
        {
            try
            {
                if (!source.MoveNext())
                {
                    break;
                }
            }
            catch (RegistryRefusedException e)
            {
                broken = e;
                break;
            }
            var rows = source.Current;
            var from = Math.Min(skip, rows.Count);
            skip -= from;
            batch.AddRange(from == 0 ? rows : rows.Skip(from));
            if (batch.Count >= BatchRows)
            {
                yield return batch;
                batch = new List<RegistryRow>(BatchRows + 8192);
            }
        }
        if (batch.Count > 0)
        {
            yield return batch;
        }
        if (broken is not null)
        {
            throw broken;
        }
    }
}
