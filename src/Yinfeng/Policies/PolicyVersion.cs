using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Policies;

public enum PolicyVersionState { Draft, Submitted, InForce, Refused, Withdrawn }

/// <summary>A policy as an office changed or added it: never overwritten once it was handed in, asked from its first day on once a second
/// person put it in force.</summary>
public sealed class PolicyVersion
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The 政策 in the head of its rules.</summary>
    public required string PolicyId { get; init; }

    /// <summary>From which day on these rules are asked, as typed: a draft may hold anything. Empty: always (first version of a new policy).</summary>
    public string From { get; set; } = "";
    public string Yaml { get; set; } = "";

    /// <summary>The document, and the worked cases; null in a draft: as in the version before.</summary>
    public string? Text { get; set; }
    public string? Cases { get; set; }

    /// <summary>Why the rules change, and by which document.</summary>
    public string? Why { get; set; }
    public PolicyVersionState State { get; set; }
    public required string ProposedBy { get; init; }
    public required string ProposedByName { get; init; }
    public DateTime SavedAtUtc { get; set; }

    /// <summary>Who put it in force, refused it or withdrew it, and why.</summary>
    public string? DecidedBy { get; set; }
    public string? DecidedByName { get; set; }
    public DateTime? DecidedAtUtc { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }

    internal PolicySource Source => new(PolicyId, Day(From), Yaml, Text, Cases, Shipped: false);

    /// <summary>As its rules call it; its code while they cannot be read.</summary>
    internal string Name => PolicyFile.Read("", Yaml, null, DateOnly.MaxValue).Policy?.Name ?? PolicyId;

    internal PolicyVersionFacts Facts => new(Yaml, From, Text, Cases, Why);

    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>A version as typed.</summary>
/// <param name="Text">Null: the document stays as it is; so does <paramref name="Cases"/>.</param>
public sealed record PolicyVersionFacts(string Yaml, string? From, string? Text = null, string? Cases = null, string? Why = null)
{
    /// <summary>As a policy, with what was left as it is taken from the version in use that day.</summary>
    internal PolicySource Source(string policy, PolicyLibrary library)
    {
        var day = PolicyVersion.Day(From);
        var before = library.SourceOf(policy, day ?? DateOnly.MaxValue);
        return new(policy, day, Yaml.ReplaceLineEndings("\n"), Given(Text) ?? before?.Text, Given(Cases) ?? before?.Cases, Shipped: false);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n");
}

/// <summary>What people read on pages and in files.</summary>
internal static class PolicyVersionTerms
{
    public static string Of(PolicyVersionState state) => state switch
    {
        PolicyVersionState.Draft => "草稿",
        PolicyVersionState.Submitted => "待审定",
        PolicyVersionState.InForce => "已启用",
        PolicyVersionState.Refused => "已退回",
        _ => "已撤回",
    };

    public static string Tag(PolicyVersionState state) => state switch
    {
        PolicyVersionState.Submitted => "wn",
        PolicyVersionState.InForce => "ok",
        PolicyVersionState.Refused => "bd2",
        _ => "",
    };
}
