using System.Collections.Concurrent;

namespace Yinfeng.Sheets;

/// <summary>The assembly line of a large sheet: one task cuts blocks, some parse them, the caller takes them in order.
/// A limited number of blocks goes round, so memory stays the same for any length.</summary>
internal sealed class BlockLine : IDisposable
{
    private static readonly int Parsers = Math.Clamp(Environment.ProcessorCount - 1, 1, 4);
    private const int MostBlocks = 32; // Cut ahead while the table of texts is read; later a handful is enough.
    private readonly BlockingCollection<RowBlock> _free = [];
    private readonly BlockingCollection<RowBlock> _raw = [];
    private readonly BlockingCollection<RowBlock> _ordered = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockCutter _cutter;
    private readonly RowScanner _scanner;
    private readonly Task[] _tasks;
    private readonly List<RowBlock> _blocks = [];

    public BlockLine(BlockCutter cutter, RowScanner scanner)
    {
        (_cutter, _scanner) = (cutter, scanner);
        _tasks = [Task.Factory.StartNew(Cut, TaskCreationOptions.LongRunning), .. Enumerable.Range(0, Parsers).Select(_ =>
            Task.Factory.StartNew(Parse, TaskCreationOptions.LongRunning))];
    }

    /// <summary>Gives back the block in hand and waits for the next one; null at the end.</summary>
    /// <exception cref="WorkbookRefusedException">Inflating or parsing that block failed.</exception>
    public RowBlock? Next(RowBlock? used)
    {
        if (used is not null)
        {
            _free.Add(used);
        }
        if (!_ordered.TryTake(out var block, Timeout.Infinite))
        {
            return null;
        }
        block.Done.Wait();
        if (block.Failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
        return block;
    }

    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll(_tasks);
        foreach (var block in _blocks)
        {
            block.Dispose();
        }
        _free.Dispose();
        _raw.Dispose();
        _ordered.Dispose();
        _stop.Dispose();
    }

    private void Cut()
    {
        try
        {
            while (true)
            {
                var block = TakeFree();
                block.Reset();
                if (!CutInto(block))
                {
                    break;
                }
                _ordered.Add(block);
                if (block.Failure is not null)
                {
                    break;
                }
                _raw.Add(block);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller has seen enough.
        }
        finally
        {
            _raw.CompleteAdding();
            _ordered.CompleteAdding();
        }
    }

    private RowBlock TakeFree()
    {
        _stop.Token.ThrowIfCancellationRequested();
        if (_free.TryTake(out var block))
        {
            return block;
        }
        if (_blocks.Count == MostBlocks)
        {
            return _free.Take(_stop.Token);
        }
        _blocks.Add(block = new RowBlock());
        return block;
    }

    /// <summary>A failure travels with its block, so that the rows before it come out first.</summary>
    private bool CutInto(RowBlock block)
    {
        try
        {
            return _cutter.Next(block);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            block.Failure = e;
            block.Done.Set();
            return true;
        }
    }

    private void Parse()
    {
        foreach (var block in _raw.GetConsumingEnumerable())
        {
            try
            {
                if (!_stop.IsCancellationRequested)
                {
                    _scanner.Scan(block);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                block.Failure = e;
            }
            finally
            {
                block.Done.Set();
            }
        }
    }
}
