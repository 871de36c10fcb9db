using Yinfeng.Settings;

namespace Yinfeng.Tests.Access;

/// <summary>What an office sets for its door, and a person to come through it.</summary>
internal static class Office
{
    public static async Task SetAsync(TestStore store, params (string Key, string Text)[] texts)
    {
        var set = await store.Get<SetSettings>().RunAsync(TestStore.Viewer, texts.ToDictionary(t => t.Key, t => t.Text), CancellationToken.None);
        Assert.Empty(set.Unmet);
    }
}
