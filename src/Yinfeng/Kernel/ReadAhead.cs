using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Yinfeng.Kernel;

/// <summary>Runs a sequence on a thread of its own, some items ahead of whoever takes them.</summary>
internal static class ReadAhead
{
    /// <param name="make">Makes the items; none may be reused. What it throws comes out behind the items before.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> make, int ahead)
    {
        using var items = new BlockingCollection<T>(ahead);
        using var stop = new CancellationTokenSource();
        Exception? failure = null;
        var maker = Task.Factory.StartNew(() =>
        {
            try
            {
                foreach (var item in make)
                {
                    items.Add(item, stop.Token);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return; // Nobody takes any more.
            }
            catch (Exception e)
            {
                failure = e;
            }
            finally
            {
                items.CompleteAdding();
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var item in items.GetConsumingEnumerable())
            {
                yield return item;
            }
        }
        finally
        {
            stop.Cancel();
            maker.Wait();
        }
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
