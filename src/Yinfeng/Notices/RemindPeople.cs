using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Desk;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Settings;
using Yinfeng.Shell;

namespace Yinfeng.Notices;

/// <summary>Tells everybody what is late or due soon (提醒): a message per matter, one letter per person, once a day.</summary>
internal sealed class RemindPeople(Database database, Writer writer, Posts posts, DeskItems desk, OfficeSettings office, TimeProvider clock)
{
    private const int SoonDays = 3;
    private static readonly Viewer Clock = Viewer.Product("reminder", "定时提醒");

    /// <returns>How many new messages; 0 when this day's reminders have gone out already.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        var settings = await NoticeSettings.ReadAsync(office, ct);
        await using (var db = database.OpenRead())
        {
            if (await db.Set<ReminderDay>().AnyAsync(d => d.Day == today, ct))
            {
                return 0;
            }
        }
        var due = await DueAsync(today, ct);
        try
        {
            return (await writer.RunAsync(Clock, Rights.None, work => StoreAsync(work, today, due, settings, ct), ct)).Value;
        }
        catch (DbUpdateException) when (!database.IsSqlite)
        {
            return 0; // Another server was faster: the day has its row.
        }
    }

    /// <summary>What each person is to hear of, by person.</summary>
    private async Task<List<(Viewer Person, List<DeskItem> Items)>> DueAsync(DateOnly today, CancellationToken ct)
    {
        List<User> people;
        await using (var db = database.OpenRead())
        {
            people = await db.Set<User>().Where(u => !u.Disabled).ToListAsync(ct);
        }
        var due = new List<(Viewer, List<DeskItem>)>();
        foreach (var user in people)
        {
            var items = new List<DeskItem>();
            var viewers = await ViewersAsync(user, ct);
            foreach (var viewer in viewers)
            {
                items.AddRange((await desk.OfAsync(viewer, ct)).Where(i => i.Part == DeskPart.Late
                    || (i.Part == DeskPart.Owed && (i.Due is null || i.Due.Value.DayNumber - today.DayNumber <= SoonDays))));
            }
            due.Add((viewers[0], [.. items.DistinctBy(i => i.Key)]));
        }
        return due;
    }

    private async Task<IReadOnlyList<Viewer>> ViewersAsync(User user, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await posts.EveryAsync(db, user, ct);
    }

    private static async Task<Decision<int>> StoreAsync(WriteWork work, DateOnly today, List<(Viewer Person, List<DeskItem> Items)> due,
        NoticeSettings settings, CancellationToken ct)
    {
        work.Db.Add(new ReminderDay { Day = today, AtUtc = work.NowUtc });
        var actors = due.Select(d => d.Person.ActorId).ToArray();
        var known = (await work.Db.Set<Notice>().Where(n => actors.Contains(n.ActorId)).Select(n => new { n.ActorId, n.Key }).ToListAsync(ct))
            .Select(n => (n.ActorId, n.Key)).ToHashSet();
        var addresses = await work.Db.Set<NoticeAddress>().ToDictionaryAsync(a => a.ActorId, a => a.Email, ct);
        var (made, named) = (0, new List<string>());
        foreach (var (person, items) in due)
        {
            // A matter that was due becomes another one when it is late: people hear of it once more.
            var fresh = items.Select(i => (Item: i, Key: i.Part == DeskPart.Late ? i.Key + ":late" : i.Key)).Where(i => known.Add((person.ActorId, i.Key))).ToList();
            made += fresh.Count;
            work.Db.AddRange(fresh.Select(f => new Notice
            {
                ActorId = person.ActorId, Key = f.Key, Title = f.Item.Title, Detail = f.Item.Detail, Href = f.Item.Href, AtUtc = work.NowUtc,
            }));
            if (fresh.Count > 0 && settings.SendsMail && addresses.TryGetValue(person.ActorId, out var email))
            {
                work.Db.Add(Letter(LetterChannel.Mail, email, $"招商工作提醒：{fresh.Count} 项", Text(fresh.Select(f => f.Item), settings.Site), work.NowUtc));
            }
            if (fresh.Count > 0)
            {
                named.Add($"{person.Name}：{fresh.Count} 项（{fresh[0].Item.Title}{(fresh.Count > 1 ? " 等" : "")}）");
            }
        }
        if (named.Count > 0 && settings.Robot is not null)
        {
            work.Db.Add(Letter(LetterChannel.Webhook, "", "招商工作提醒", "招商工作提醒 " + today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "\n"
                + string.Join("\n", named) + (settings.Site.Length > 0 ? "\n" + settings.Site : ""), work.NowUtc));
        }
        work.Audit("notice.remind", $"day:{today:yyyy-MM-dd}", new { people = due.Count, notices = made });
        return Decision<int>.Allow(made);
    }

    private static string Text(IEnumerable<DeskItem> items, string site)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            text.Append("· ").Append(item.Title).Append(item.Due is { } day ? $"（{day:yyyy-MM-dd} 到期）" : "").Append('\n');
            if (item.Detail.Length > 0)
            {
                text.Append("  ").Append(item.Detail).Append('\n');
            }
            if (site.Length > 0)
            {
                text.Append("  ").Append(site).Append(item.Href).Append('\n');
            }
        }
        return text.ToString();
    }

    private static Letter Letter(LetterChannel channel, string address, string subject, string text, DateTime now) =>
        new() { Channel = channel, Address = address, Subject = subject, Text = text, AtUtc = now, NextAtUtc = now };
}
