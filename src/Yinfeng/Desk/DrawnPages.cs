using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Yinfeng.Persistence;

namespace Yinfeng.Desk;

/// <summary>Markup that many people ask for, drawn once and kept while nothing changes.</summary>
/// <remarks>Whoever wrote sees their own write at once. What others wrote, here or in another process on the same PostgreSQL database,
/// shows after a few seconds at most: who asks then still gets the old markup while the new one is drawn.</remarks>
internal sealed class DrawnPages(ChangeFeed feed, Database database, IServiceProvider services, ILoggerFactory loggers, TimeProvider clock)
{
    private const int MostKept = 200;
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<object, Drawn> _kept = new();
    private readonly ConcurrentDictionary<object, bool> _drawing = new();

    private sealed record Drawn(long Version, long At, Lazy<Task<byte[]?>> Markup);

    /// <param name="key">Everything the markup depends on, the viewer's scope included.</param>
    /// <param name="actorId">Who asks.</param>
    /// <param name="draw">Gives the component's parameters, or null when there is nothing to draw.</param>
    public Task<byte[]?> OfAsync<TComponent>(object key, string actorId, Func<Task<Dictionary<string, object?>?>> draw) where TComponent : IComponent
    {
        var version = feed.Version;
        if (_kept.TryGetValue(key, out var drawn) && drawn.Version == version && !drawn.Markup.Value.IsFaulted)
        {
            if (!database.IsSqlite && clock.GetElapsedTime(drawn.At) > Trusted && drawn.Markup.Value.IsCompleted)
            {
                var next = new Drawn(version, clock.GetTimestamp(), new(() => Task.Run(() => DrawAsync<TComponent>(draw))));
                if (_kept.TryUpdate(key, drawn with { At = next.At }, drawn)) // One of those who ask draws it anew.
                {
                    _ = ReplaceAsync(key, next);
                }
            }
            return drawn.Markup.Value;
        }
        if (drawn is not null && drawn.Markup.Value.IsCompletedSuccessfully && feed.OldFor(drawn.Version) < Trusted && !feed.MustBeNew(drawn.Version, actorId))
        {
            if (_drawing.TryAdd(key, true))
            {
                _ = AgainAsync<TComponent>(key, draw);
            }
            return drawn.Markup.Value;
        }
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }
        // Who comes while it is being drawn waits for the same drawing; whoever asked first may ask for another beside it.
        var made = new Drawn(version, clock.GetTimestamp(), new(() => Task.Run(() => DrawAsync<TComponent>(draw))));
        return _kept.AddOrUpdate(key, made, (_, there) => there.Version == version && !there.Markup.Value.IsFaulted ? there : made).Markup.Value;
    }

    private async Task AgainAsync<TComponent>(object key, Func<Task<Dictionary<string, object?>?>> draw) where TComponent : IComponent
    {
        try
        {
            // Whoever asked before the last drawing was kept may begin only now, when nothing is left to do.
            if (!_kept.TryGetValue(key, out var there) || there.Version != feed.Version)
            {
                await ReplaceAsync(key, new Drawn(feed.Version, clock.GetTimestamp(), new(() => Task.Run(() => DrawAsync<TComponent>(draw)))));
            }
        }
        finally
        {
            _drawing.TryRemove(key, out _);
        }
    }

    private async Task ReplaceAsync(object key, Drawn next)
    {
        await ((Task)next.Markup.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (next.Markup.Value.IsCompletedSuccessfully)
        {
            _kept[key] = next;
        }
    }

    private async Task<byte[]?> DrawAsync<TComponent>(Func<Task<Dictionary<string, object?>?>> draw) where TComponent : IComponent
    {
        if (await draw() is not { } parameters)
        {
            return null;
        }
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            Encoding.UTF8.GetBytes((await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString()));
    }
}
