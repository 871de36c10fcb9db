using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Settings;

namespace Yinfeng.Tests.Access;

/// <summary>What an office sets for its door, and a person to come through it.</summary>
internal static class Office
{
    public static Task SetAsync(TestStore store, params (string Key, string Text)[] texts) => SetAsync(store.Get<SetSettings>(), texts);

    public static Task SetAsync(IServiceProvider services, params (string Key, string Text)[] texts) => SetAsync(services.GetRequiredService<SetSettings>(), texts);

    private static async Task SetAsync(SetSettings write, (string Key, string Text)[] texts) =>
        Assert.Empty((await write.RunAsync(TestStore.Viewer, texts.ToDictionary(t => t.Key, t => t.Text), CancellationToken.None)).Unmet);
}
