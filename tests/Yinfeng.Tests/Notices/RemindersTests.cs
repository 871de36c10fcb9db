using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Notices;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Settings;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Notices;

public class RemindersTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Remind_TellsEachPersonOnceOfEachMatter_AndOnceADay(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await PeopleAsync(store);
        await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        var remind = store.Get<RemindPeople>();

        Assert.True(await remind.RunAsync(default) >= 2); // The county and the city owe the month; the neighbour has no project.
        Assert.Equal(0, await remind.RunAsync(default)); // Not twice a day.
        var mine = await store.Get<NoticeQueries>().OfAsync(Some.User("clerk", Some.Linyi), default);
        Assert.Contains("没有报", Assert.Single(mine.Notices).Title, StringComparison.Ordinal);
        Assert.Empty((await store.Get<NoticeQueries>().OfAsync(Some.User("neighbour", Some.Laoling), default)).Notices);

        await ForgetTodayAsync(store);
        Assert.Equal(0, await remind.RunAsync(default)); // The next day the same matters are known.
    }

    [Fact]
    public async Task Read_MarksOwnMessagesOnly()
    {
        await using var store = await TestStore.NewAsync();
        await PeopleAsync(store);
        await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        await store.Get<RemindPeople>().RunAsync(default);
        var (clerk, department) = (Some.User("clerk", Some.Linyi), Some.User("dept", Some.Dezhou));
        var other = (await store.Get<NoticeQueries>().OfAsync(department, default)).Notices[0];

        Assert.Equal(0, (await store.Get<ReadNotices>().RunAsync(clerk, other.Id, default)).Value);
        Assert.Equal(1, (await store.Get<ReadNotices>().RunAsync(clerk, null, default)).Value);
        Assert.Equal((0, 1), ((await store.Get<NoticeQueries>().OfAsync(clerk, default)).Unread, (await store.Get<NoticeQueries>().OfAsync(department, default)).Unread));
    }

    [Fact]
    public async Task Letters_GoOutByMailAndRobot_AndWhatFailsIsTriedAgain()
    {
        await using var store = await TestStore.NewAsync();
        await PeopleAsync(store);
        await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        using var mail = new MailServer();
        using var robot = new HttpListener();
        var port = FreePort();
        robot.Prefixes.Add($"http://127.0.0.1:{port}/");
        robot.Start();
        await Settings(store, new()
        {
            ["mail.host"] = "127.0.0.1", ["mail.port"] = $"{mail.Port}", ["mail.secure"] = "否", ["mail.from"] = "tiaodu@example.gov.cn",
            ["webhook.url"] = $"http://127.0.0.1:{port}/robot", ["site.url"] = "https://yinfeng.example.gov.cn/",
        });
        await store.Get<SetAddress>().RunAsync(Some.User("clerk", Some.Linyi), "liming@example.gov.cn", default);
        await store.Get<RemindPeople>().RunAsync(default);
        var asked = AnswerAsync(robot, """{"errcode": 93000, "errmsg": "invalid webhook url"}""");

        Assert.Equal(1, await Send(store).RunAsync(default)); // The letter went, the robot refused.

        Assert.Contains("\"msgtype\":\"text\"", await asked, StringComparison.Ordinal);
        var text = await mail.Received;
        Assert.Contains("To: liming@example.gov.cn", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("https://yinfeng.example.gov.cn/monthly?month=", Body(text), StringComparison.Ordinal);
        var stuck = Assert.Single((await store.Get<NoticeQueries>().OfAsync(TestStore.Viewer, default)).Stuck);
        Assert.Contains("invalid webhook url", stuck.Problem, StringComparison.Ordinal);
        Assert.Equal(0, await Send(store).RunAsync(default)); // Not before its time.
        await using (var db = store.Database.OpenRead())
        {
            Assert.True((await db.Set<Letter>().SingleAsync(l => l.SentAtUtc == null)).NextAtUtc > TimeProvider.System.GetUtcNow().UtcDateTime);
        }
    }

    [Fact]
    public async Task Address_ThatIsNone_IsRefused()
    {
        await using var store = await TestStore.NewAsync();

        Assert.Equal("email", (await store.Get<SetAddress>().RunAsync(TestStore.Viewer, "李明@", default)).Unmet.Single().Field);
    }

    private static async Task PeopleAsync(TestStore store)
    {
        foreach (var (login, unit) in new[] { ("clerk", "371424"), ("dept", "371400"), ("neighbour", "371481") })
        {
            Assert.True((await store.Get<AddUser>().RunAsync(TestStore.Viewer, new NewUser(login, login, unit, [Role.Reporter]), default)).Allowed);
        }
    }

    private static Task<Decision> ForgetTodayAsync(TestStore store) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        work.Db.RemoveRange(await work.Db.Set<ReminderDay>().ToListAsync());
        work.Audit("test.day", "", new { });
        return Decision.Allow;
    }, default);

    private static async Task Settings(TestStore store, Dictionary<string, string> typed) =>
        Assert.True((await store.Get<SetSettings>().RunAsync(TestStore.Viewer, typed, default)).Allowed);

    private static SendLetters Send(TestStore store) =>
        new(store.Database, store.Get<Writer>(), store.Get<OfficeSettings>(), TimeProvider.System, NullLogger<SendLetters>.Instance);

    private static async Task<string> AnswerAsync(HttpListener listener, string answer)
    {
        var context = await listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
        return body;
    }

    private static string Body(string message) => Encoding.UTF8.GetString(Convert.FromBase64String(
        string.Concat(message[(message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Split("\r\n").TakeWhile(l => l.Length > 0 && l != "."))));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A mail server that takes one message: the real one is outside our reach.</summary>
    private sealed class MailServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public MailServer()
        {
            _listener.Start();
            Received = TakeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
        public Task<string> Received { get; }

        private async Task<string> TakeAsync()
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 test");
            var message = new StringBuilder();
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync() is { } text && text != ".")
                    {
                        message.Append(text).Append("\r\n");
                    }
                }
                await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
                if (message.Length > 0)
                {
                    return message.ToString();
                }
            }
            return message.ToString();
        }

        public void Dispose() => _listener.Dispose();
    }
}
