using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Yinfeng.Kernel;

/// <summary>An assembly line: the caller fills batches, several threads prepare them, and they come back in order.</summary>
/// <remarks>A fixed number of batches goes round, so memory stays the same for any length.</remarks>
internal static class OrderedBatches
{
    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount - 1, 1, 4);

    private sealed class Slot<T>(T batch)
    {
        public T Batch { get; } = batch;
        public Exception? Failure { get; set; }
        public SemaphoreSlim Done { get; } = new(0);
    }

    /// <param name="make">Makes a batch, which is reused: it is valid only until the next one is asked for.</param>
    /// <param name="fill">Called by the caller's own thread; false when nothing is left after this batch, which may be empty.</param>
    /// <param name="prepare">Called by several threads, each with its own batch. What it throws comes out in the batch's turn.</param>
    public static IEnumerable<T> Of<T>(Func<T> make, Func<T, bool> fill, Action<T> prepare)
    {
        var slot = new Slot<T>(make());
        if (!fill(slot.Batch))
        {
            prepare(slot.Batch); // A short sequence needs no threads.
            yield return slot.Batch;
            yield break;
        }
        using var raw = new BlockingCollection<Slot<T>>();
        var workers = Enumerable.Range(0, Workers).Select(_ => Task.Factory.StartNew(() => Work(raw, prepare), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            var waiting = new Queue<Slot<T>>();
            waiting.Enqueue(slot);
            raw.Add(slot);
            Slot<T>? free = null;
            for (var more = true; waiting.Count > 0;)
            {
                while (more && waiting.Count < Workers * 4)
                {
                    slot = free ?? new Slot<T>(make());
                    free = null;
                    more = fill(slot.Batch);
                    waiting.Enqueue(slot);
                    raw.Add(slot);
                }
                free = waiting.Dequeue();
                free.Done.Wait();
                if (free.Failure is { } failure)
                {
                    ExceptionDispatchInfo.Throw(failure);
                }
                yield return free.Batch;
            }
        }
        finally
        {
            raw.CompleteAdding();
            Task.WaitAll(workers);
        }
    }

    private static void Work<T>(BlockingCollection<Slot<T>> raw, Action<T> prepare)
    {
        foreach (var slot in raw.GetConsumingEnumerable())
        {
            try
            {
                prepare(slot.Batch);
            }
            catch (Exception e)
            {
                slot.Failure = e;
            }
            slot.Done.Release();
        }
    }
}
