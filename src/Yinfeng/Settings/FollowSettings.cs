using Yinfeng.Persistence;

namespace Yinfeng.Settings;

/// <summary>When another server set something, it is read again.</summary>
internal sealed class FollowSettings(ChangeFeed feed, OfficeSettings settings) : IStartTask
{
    public Task RunAsync(CancellationToken ct)
    {
        feed.Subscribe((changes, _) =>
        {
            if (changes.Settings)
            {
                settings.Forget();
            }
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
