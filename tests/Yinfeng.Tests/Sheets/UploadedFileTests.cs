using System.Net;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Sheets;

/// <summary>A file that cannot be read is refused where it was sent, by its own name.</summary>
public sealed class UploadedFileTests
{
    private static readonly byte[] Nonsense = [.. Enumerable.Range(0, 4_000).Select(i => (byte)(((i * 7_919) >> 3) & 0xFF))];

    [Theory]
    [InlineData("/shareholdings", "/shareholdings/import")]
    [InlineData("/leads/import", "/leads/import")]
    public async Task Upload_ThatCannotBeRead_IsRefusedByItsOwnName(string page, string action)
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);

        var answer = await site.PostAsync(page, action, [], "list.xlsx", Nonsense);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("“list.xlsx”", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}
