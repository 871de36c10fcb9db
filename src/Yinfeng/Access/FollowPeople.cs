using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>When what people may see changed for several of them, everybody's next request reads it again.</summary>
internal sealed class FollowPeople(ChangeFeed feed, Sessions sessions) : IStartTask
{
    public Task RunAsync(CancellationToken ct)
    {
        feed.Subscribe((changes, _) =>
        {
            if (changes.People)
            {
                sessions.Forget(_ => true);
            }
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
