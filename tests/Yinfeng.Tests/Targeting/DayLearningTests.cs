using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Yinfeng.Targeting;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Projects;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Targeting;

/// <summary>Whoever asks before a day is learnt sees how far it is, and never waits for it.</summary>
public sealed class DayLearningTests
{
    private const string List = "/chains/new-energy-storage/targets?node=battery-cell&unit=371400&asOf=2012-01-01";
    private static readonly DateOnly Day = new(2012, 1, 1);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    [Fact]
    public async Task All_who_ask_for_a_day_share_one_learning_and_another_day_has_its_own()
    {
        using var learnings = Held(TimeSpan.Zero);

        var first = await learnings.OfAsync(Day, default);
        var second = await learnings.OfAsync(Day, default);
        var other = await learnings.OfAsync(Day.AddYears(-1), default);

        Assert.NotNull(first);
        Assert.Same(first, second);
        Assert.NotSame(first, other);
        Assert.False(first.Failed);
        Assert.Equal((Day, 0), (first.On, first.Step));
        _gate.SetResult();
        await first.Done;
        await other!.Done;
        Assert.Null(await learnings.OfAsync(Day, default).WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_failure_is_told_once_and_the_next_look_begins_anew()
    {
        using var learnings = Held(TimeSpan.FromMinutes(1));
        _gate.SetException(new InvalidOperationException("no memory"));

        Assert.True((await learnings.OfAsync(Day, default))!.Failed);
        Assert.True((await learnings.OfAsync(Day, default))!.Failed);
        Assert.Equal(2, _begun);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Page_tells_how_far_the_learning_is_sends_the_workbook_there_and_then_shows_the_list(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, BatteryMakers.Rows()), "2016-12-31");
        await using var site = await ProjectSite.StartAsync(store, services => services.AddSingleton(Held(TimeSpan.Zero)), TestStore.Viewer);

        var waiting = await TextAsync(site, List);
        Assert.Contains("正在从企业库学习", waiting, StringComparison.Ordinal);
        Assert.Contains("第 1 步，共 1 步：等着", waiting, StringComparison.Ordinal);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"2\"", waiting, StringComparison.Ordinal);
        Assert.Contains("hx-trigger=\"every 2s\"", waiting, StringComparison.Ordinal);
        var workbook = await site.Client.GetAsync(List.Replace("targets?", "targets/export?", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.SeeOther, List), (workbook.StatusCode, workbook.Headers.Location?.OriginalString));
        Assert.Contains("没有找到单位“nowhere”", await TextAsync(site, List.Replace("371400", "nowhere", StringComparison.Ordinal), 422), StringComparison.Ordinal);
        Assert.Equal(1, _begun);

        _gate.SetResult();
        var html = "";
        for (var left = 600; left > 0 && !html.Contains("这样的名单以前准不准", StringComparison.Ordinal); left--)
        {
            await Task.Delay(100);
            html = await TextAsync(site, List);
        }
        Assert.Contains("转为线索", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Page_of_a_failed_learning_says_so_without_refreshing_and_the_next_ask_learns(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, BatteryMakers.Rows()), "2016-12-31");
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);
        await RenameAsync(store, "enterprise_scope", "enterprise_scope_away");

        var failed = await LearntAsync(site);
        Assert.Contains("这次没有学成", failed, StringComparison.Ordinal);
        Assert.Contains("认出产业链上的企业", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("hx-trigger=\"every", failed.Replace("every 60s", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", failed, StringComparison.Ordinal);

        await RenameAsync(store, "enterprise_scope_away", "enterprise_scope");
        Assert.Contains("这样的名单以前准不准", await LearntAsync(site), StringComparison.Ordinal);
    }

    private DayLearnings Held(TimeSpan patience) => new([new("等着", (_, _) =>
    {
        Interlocked.Increment(ref _begun);
        return _gate.Task;
    })], TimeProvider.System, NullLogger<DayLearnings>.Instance)
    { Patience = patience };

    private static async Task<string> LearntAsync(ProjectSite site)
    {
        for (var left = 600; left > 0; left--)
        {
            if (await TextAsync(site, List) is var html && !html.Contains("正在从企业库学习", StringComparison.Ordinal))
            {
                return html;
            }
            await Task.Delay(100);
        }
        throw new TimeoutException("It learns for ever.");
    }

    private static async Task<string> TextAsync(ProjectSite site, string address, int status = 200)
    {
        var answer = await site.Client.GetAsync(address);
        Assert.Equal(status, (int)answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task RenameAsync(TestStore store, string from, string to)
    {
        await using var db = store.Database.OpenWrite();
#pragma warning disable EF1002 // The test's own names.
        await db.Database.ExecuteSqlRawAsync($"ALTER TABLE {from} RENAME TO {to}");
#pragma warning restore EF1002
    }
}
