using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Yinfeng.Chains;
using Yinfeng.Gaps;

namespace Yinfeng.Targeting;

/// <summary>Something that a list of a day waits for; quick where it is known already.</summary>
/// <param name="Name">As the reader is told.</param>
internal sealed record LearningStep(string Name, Func<DateOnly, CancellationToken, Task> RunAsync);

/// <summary>What is learnt for the lists of a day, as far as it is.</summary>
/// <param name="On">The first day that is not known.</param>
public sealed record DayLearning(DateOnly On, DateTime SinceUtc, IReadOnlyList<string> Steps)
{
    /// <summary>The step under way, from 0.</summary>
    public int Step { get; internal set; }

    /// <summary>It came to an end without what it was for.</summary>
    public bool Failed { get; internal set; }

    internal Task Done { get; set; } = Task.CompletedTask;
}

/// <summary>Learns for the lists of a day beside the requests: one learning for all who ask. Whoever asked may leave the page and come back.</summary>
/// <remarks>One that failed is told to whoever looks next, and begun anew by the look after that.</remarks>
internal sealed partial class DayLearnings : IDisposable
{
    private readonly IReadOnlyList<LearningStep> _steps;
    private readonly TimeProvider _clock;
    private readonly ILogger<DayLearnings> _log;
    private readonly ConcurrentDictionary<DateOnly, DayLearning> _underWay = [];
    private readonly Lock _starting = new();
    private readonly CancellationTokenSource _stop = new();

    public DayLearnings(MemberShelf shelf, ChainShelf chains, OpeningOutlook outlooks, TrackRecords records, AdviceOutcomes advice, TimeProvider clock,
        ILogger<DayLearnings> log) : this(
        [
            new("认出产业链上的企业", (_, ct) => shelf.MembersAsync(chains.Templates[0], ct)),
            new("学习以往的设点", async (on, ct) =>
            {
                await outlooks.ForListAsync(on, ct);
                await advice.LearnAsync(ct); // What became of earlier advice stands beside the list.
            }),
            new("检验以前准不准", (on, ct) => records.OfAsync(on, 0, ct)),
        ], clock, log)
    {
    }

    internal DayLearnings(IReadOnlyList<LearningStep> steps, TimeProvider clock, ILogger<DayLearnings> log) => (_steps, _clock, _log) = (steps, clock, log);

    /// <summary>A reader who waits no longer than this is shown no progress.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Begins to learn for a day unless everything is known.</summary>
    /// <returns>The learning under way, or the one that failed; null where a list can be told without waiting.</returns>
    public async Task<DayLearning?> OfAsync(DateOnly on, CancellationToken ct)
    {
        var learning = Begin(on);
        await Task.WhenAny(learning.Done, Task.Delay(Patience, ct));
        ct.ThrowIfCancellationRequested();
        if (!learning.Done.IsCompleted)
        {
            return learning;
        }
        _underWay.TryRemove(new(on, learning));
        return learning.Failed ? learning : null;
    }

    private DayLearning Begin(DateOnly on)
    {
        lock (_starting)
        {
            return _underWay.GetOrAdd(on, _ =>
            {
                var learning = new DayLearning(on, _clock.GetUtcNow().UtcDateTime, [.. _steps.Select(s => s.Name)]);
                learning.Done = Task.Run(() => RunAsync(learning));
                return learning;
            });
        }
    }

    private async Task RunAsync(DayLearning learning)
    {
        try
        {
            for (; learning.Step < _steps.Count; learning.Step++)
            {
                await _steps[learning.Step].RunAsync(learning.On, _stop.Token);
            }
        }
        catch (Exception e)
        {
            learning.Failed = true;
            if (!_stop.IsCancellationRequested)
            {
                NotLearnt(_log, learning.On, _steps[learning.Step].Name, e);
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Learning for the targets of {On} failed at “{Step}”; it is begun anew when somebody asks.")]
    private static partial void NotLearnt(ILogger log, DateOnly on, string step, Exception cause);
}
