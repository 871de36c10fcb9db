using Yinfeng.Kernel;

namespace Yinfeng.Notices;

/// <summary>A message to one person about one matter; the same matter is not sent twice.</summary>
public sealed class Notice
{
    public long Id { get; init; } = Ids.Next();
    public required string ActorId { get; init; }

    /// <summary>The matter: <see cref="Shell.DeskItem.Key"/>, and the day it became late.</summary>
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Detail { get; init; }
    public required string Href { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime? ReadAtUtc { get; set; }
}

/// <summary>Where a person wants mail; chosen by the person.</summary>
public sealed class NoticeAddress
{
    public required string ActorId { get; init; }
    public required string Email { get; set; }
}

public enum LetterChannel { Mail, Webhook }

/// <summary>Something to be sent out: stored with the notices it tells of, sent afterwards, tried again when that fails.</summary>
public sealed class Letter
{
    public long Id { get; init; } = Ids.Next();
    public LetterChannel Channel { get; init; }

    /// <summary>The mail address; empty for the webhook, whose address is a setting.</summary>
    public required string Address { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public DateTime AtUtc { get; init; }
    public int Attempts { get; set; }
    public DateTime NextAtUtc { get; set; }
    public DateTime? SentAtUtc { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Problem { get; set; }
}

/// <summary>A day on which reminders went out; its key lets only one server do it.</summary>
public sealed class ReminderDay
{
    public DateOnly Day { get; init; }
    public DateTime AtUtc { get; init; }
}
