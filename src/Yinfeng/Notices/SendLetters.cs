using System.Net.Http.Json;
using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Settings;

namespace Yinfeng.Notices;

/// <summary>Empties the outbox: sends what is due, and notes what could not be sent and when it is tried again.</summary>
internal sealed class SendLetters(Database database, Writer writer, OfficeSettings office, TimeProvider clock, ILogger<SendLetters> log) : IDisposable
{
    private const int MostAtOnce = 50;
    private const int MostAttempts = 8;
    private static readonly Viewer Clock = Viewer.Product("outbox", "发件");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <returns>How many went out.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<Letter> due;
        await using (var db = database.OpenRead())
        {
            due = await db.Set<Letter>().Where(l => l.SentAtUtc == null && l.NextAtUtc <= now && l.Attempts < MostAttempts)
                .OrderBy(l => l.NextAtUtc).Take(MostAtOnce).ToListAsync(ct);
        }
        if (due.Count == 0)
        {
            return 0;
        }
        var settings = await NoticeSettings.ReadAsync(office, ct);
        var outcomes = new List<(Letter Letter, string? Problem)>();
        foreach (var letter in due)
        {
            outcomes.Add((letter, await SendAsync(letter, settings, ct)));
        }
        await writer.RunAsync(Clock, Rights.None, work => NoteAsync(work, outcomes, ct), ct);
        return outcomes.Count(o => o.Problem is null);
    }

    private async Task<string?> SendAsync(Letter letter, NoticeSettings settings, CancellationToken ct)
    {
        try
        {
            if (letter.Channel == LetterChannel.Mail)
            {
                return settings.SendsMail ? await MailAsync(letter, settings, ct) : "还没有设置邮件服务器。";
            }
            return settings.Robot is { } robot ? await PostAsync(letter, robot, ct) : "还没有设置群机器人地址。";
        }
        catch (Exception e) when (e is SmtpException or HttpRequestException or IOException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            log.LogWarning(e, "Letter {Letter} could not be sent", letter.Id);
            return e.Message;
        }
    }

    private static async Task<string?> MailAsync(Letter letter, NoticeSettings settings, CancellationToken ct)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Secure, Timeout = 20_000 };
        if (settings.User.Length > 0)
        {
            client.Credentials = new System.Net.NetworkCredential(settings.User, settings.Password);
        }
        using var message = new MailMessage(settings.From, letter.Address, letter.Subject, letter.Text)
        {
            SubjectEncoding = System.Text.Encoding.UTF8, BodyEncoding = System.Text.Encoding.UTF8,
        };
        await client.SendMailAsync(message, ct);
        return null;
    }

    /// <summary>The form that robots of 企业微信 and 钉钉 both take. They answer 200 also when they refuse; then errcode is not 0.</summary>
    private async Task<string?> PostAsync(Letter letter, Uri robot, CancellationToken ct)
    {
        using var answer = await _http.PostAsJsonAsync(robot, new { msgtype = "text", text = new { content = letter.Text } }, ct);
        var said = await answer.Content.ReadAsStringAsync(ct);
        return !answer.IsSuccessStatusCode ? $"机器人回答 {(int)answer.StatusCode}。"
            : said.Contains("\"errcode\":", StringComparison.Ordinal) && !said.Replace(" ", "", StringComparison.Ordinal).Contains("\"errcode\":0", StringComparison.Ordinal)
                ? $"机器人没有收下：{said[..Math.Min(200, said.Length)]}" : null;
    }

    private static async Task<Decision> NoteAsync(WriteWork work, List<(Letter Letter, string? Problem)> outcomes, CancellationToken ct)
    {
        var ids = outcomes.Select(o => o.Letter.Id).ToArray();
        var letters = await work.Db.Set<Letter>().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
        foreach (var (sent, problem) in outcomes)
        {
            var letter = letters[sent.Id];
            letter.Attempts++;
            letter.Problem = problem;
            letter.SentAtUtc = problem is null ? work.NowUtc : null;
            letter.NextAtUtc = work.NowUtc.AddMinutes(Math.Pow(2, letter.Attempts)); // 2 minutes, 4, 8 … about four hours at the end.
        }
        work.Audit("notice.send", "outbox", new { sent = outcomes.Count(o => o.Problem is null), failed = outcomes.Count(o => o.Problem is not null) });
        return Decision.Allow;
    }

    public void Dispose() => _http.Dispose();
}
