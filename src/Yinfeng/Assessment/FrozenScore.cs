using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>Everything a score is made of, and what came of it; what is frozen when it is published.</summary>
/// <param name="Period">Month up to which figures count, "2023-06".</param>
/// <param name="Indicators">As they were called and counted then.</param>
public sealed record ScoreFile(
    string Format, FileScheme Scheme, FileUnit Organiser, string Period, IReadOnlyList<ScoredIndicator> Indicators, FileClosing? Closed,
    IReadOnlyList<FileGroup> Groups, IReadOnlyList<SubjectScore> Scores)
{
    public const string Version = "yinfeng-assessment/1";

    /// <summary>Every field is there; enumerations as words; Chinese readable.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NumberHandling = JsonNumberHandling.Strict,
        RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static ScoreFile Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<ScoreFile>(bytes, Json)
        ?? throw new InvalidDataException("A frozen score is empty.");

    public SubjectScore? Of(string subject) => Scores.FirstOrDefault(s => s.Subject == subject);

    public FileSubject? Subject(string key) => Groups.SelectMany(g => g.Subjects).FirstOrDefault(s => s.Key == key);

    public ScoredIndicator? Indicator(string code) => Indicators.FirstOrDefault(i => i.Code == code);

    /// <summary>The scheme, read again from the text that was frozen.</summary>
    /// <exception cref="RuleException">The text is no scheme any more: it was damaged.</exception>
    public ScoreScheme ReadScheme() => SchemeFile.Read(Scheme.File, Scheme.Text, Indicators).First(s => s.Id == Scheme.Id);
}

/// <param name="Id">Code, day it holds from and unit.</param>
/// <param name="Text">The whole text that the version stands in.</param>
public sealed record FileScheme(string Id, string Code, string Name, DateOnly ValidFrom, string? Document, string Source, bool Example, string File,
    string Text, AssessedKind Assessed);

public sealed record FileUnit(long Id, string Code, string Name);

/// <summary>The bulletin that had closed the month, where one had.</summary>
public sealed record FileClosing(string Number, DateOnly IssuedOn);

public sealed record FileGroup(string Name, IReadOnlyList<FileSubject> Subjects);

/// <summary>A unit or leader with everything its score is made of.</summary>
/// <param name="Key">"unit:371424", or "leader:371424:name".</param>
/// <param name="Cases">Number of cases by basis.</param>
public sealed record FileSubject(string Key, long UnitId, string Code, string Name, IReadOnlyList<SubjectFigures> Figures,
    IReadOnlyDictionary<ExtraBasis, int> Cases, IReadOnlyList<FileEntry> Entries)
{
    public static string UnitKey(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"unit:{id}");

    public static string LeaderKey(long unitId, string person) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"leader:{unitId}:{person}");

    /// <summary>The leader's name; null for a unit.</summary>
    [JsonIgnore]
    public string? Person => PersonOf(Key);

    public static string? PersonOf(string key) => key.StartsWith("leader:", StringComparison.Ordinal) ? key[(key.IndexOf(':', "leader:".Length) + 1)..] : null;
}

/// <summary>Points or a veto that somebody entered and somebody else confirmed.</summary>
public sealed record FileEntry(long Id, string Item, decimal Points, string Reason, string Document, string EnteredBy, string ConfirmedBy);

/// <summary>What a subject got.</summary>
/// <param name="Rank">In its group; equal totals that no item parts share the better rank and the next is skipped.</param>
/// <param name="Unknown">Number of items that could not be computed.</param>
public sealed record SubjectScore(string Subject, string Group, string Name, decimal ItemPoints, decimal ExtraPoints, decimal Total, int Rank, int GroupSize,
    string? Grade, string? Veto, int Unknown, IReadOnlyList<ItemScore> Items, IReadOnlyList<ExtraScore> Extras);

/// <summary>Hidden: it compares with units whose figures the person may not know yet.</summary>
public enum ItemState { Computed, Capped, Floored, BelowThreshold, Unknown, LeftOut, Hidden }

/// <param name="Raw">What the formula gave, unrounded, before cap and floor; null where a figure is missing.</param>
/// <param name="Points">What counts.</param>
/// <param name="Steps">The formula part by part.</param>
/// <param name="Missing">Figures that are missing.</param>
public sealed record ItemScore(string Code, string Name, string Indicator, decimal Weight, string Formula, string? Threshold, decimal? Cap, decimal? Floor,
    ItemState State, decimal? Raw, decimal Points, bool Compares, IReadOnlyList<ItemStep> Steps, IReadOnlyList<string> Missing);

public sealed record ItemStep(string Text, string Value);

/// <param name="Points">With its sign: deductions are below zero.</param>
public sealed record ExtraScore(string Code, string Name, ExtraBasis Basis, int Cases, decimal Points, bool Capped, string? Formula);
