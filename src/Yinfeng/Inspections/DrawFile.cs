using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinfeng.Inspections;

/// <summary>A draw as it is published: everything that anybody needs to run it again, and what came out.</summary>
/// <param name="DrawNo">Gapless within the unit and year: 德州督抽〔2026〕3号.</param>
/// <param name="Hash">"SHA-256" or "SM3".</param>
/// <param name="PublishedAt">UTC, like every time here; null before publication.</param>
/// <param name="Drawn">What came out; null before.</param>
public sealed record DrawFile(
    string Format, string DrawNo, string Organiser, string Title, string Hash, DateTime FrozenAt, DateTime? PublishedAt, DrawRules Rules,
    PublishedPool<PooledProject> Projects, PublishedPool<PooledInspector> Inspectors, IReadOnlyList<PublicSource> Sources,
    IReadOnlyList<RevealingOffice> Offices, DrawResult? Drawn, IReadOnlyList<Substitution> Substitutions, Cancellation? Cancelled)
{
    public const string Version = "yinfeng-draw/1";

    /// <summary>Every field is there, absent values as null; times in UTC; Chinese readable.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
    };
}

/// <param name="ProjectCount">Projects to draw.</param>
/// <param name="InspectorsPerProject">Inspectors for each of them.</param>
/// <param name="HoursAhead">Hours from publication to the first source, at least 24.</param>
/// <param name="RevealHours">Hours that the offices have after the last source.</param>
/// <param name="MissingReveal">Stands in the key for a reveal that did not come.</param>
/// <param name="Text">Who is eligible and what weighs, in words.</param>
public sealed record DrawRules(
    int ProjectCount, int InspectorsPerProject, int HoursAhead, int RevealHours, string MissingReveal, IReadOnlyList<string> Text);

/// <param name="Hash">Hexadecimal hash of the canonical text of the entries.</param>
/// <param name="Items">In the order of the draw.</param>
public sealed record PublishedPool<T>(string Hash, IReadOnlyList<T> Items);

/// <summary>A project that can be drawn.</summary>
/// <param name="Code">Credit code of the investor; empty where there is none or it may not be published.</param>
/// <param name="Line">Codes of the units that answer for it, from each up to below the organiser: who comes from there may not inspect
/// it.</param>
/// <param name="Weight">Tickets in the pool.</param>
/// <param name="Why">Why it has more than one.</param>
public sealed record PooledProject(string Id, string Code, string Name, string Unit, IReadOnlyList<string> Line, int Weight,
    IReadOnlyList<string> Why);

/// <summary>An inspector who can be drawn.</summary>
/// <param name="Line">Codes of the inspector's unit and those above it, up to below the organiser.</param>
/// <param name="Interests">Credit codes and project ids in which the inspector declared an interest.</param>
public sealed record PooledInspector(string Id, string Name, string Unit, IReadOnlyList<string> Line, IReadOnlyList<string> Interests);

/// <summary>Numbers that nobody can know on the day of publication.</summary>
/// <param name="At">When they are drawn in public, UTC.</param>
/// <param name="Numbers">As announced; null until somebody entered them.</param>
public sealed record PublicSource(
    string Name, DateTime At, int Count, int Smallest, int Largest, IReadOnlyList<int>? Numbers, string? EnteredBy, DateTime? EnteredAt);

/// <summary>An office that adds a number of its own, bound to it by its hash beforehand.</summary>
/// <param name="Commitment">Hexadecimal hash of the nonce.</param>
public sealed record RevealingOffice(string Name, string Commitment, string? Nonce, DateTime? RevealedAt);

public sealed record DrawResult(DateTime At, string By, IReadOnlyList<DrawnTask> Tasks);

/// <summary>A drawn project with those who inspect it.</summary>
/// <param name="Order">From 1.</param>
/// <param name="Skipped">Inspectors whose turn it was and who were passed over for a conflict of interest.</param>
public sealed record DrawnTask(int Order, string Project, IReadOnlyList<string> Inspectors, IReadOnlyList<SkippedInspector> Skipped);

/// <param name="Why">"unit" (同一单位) or "interest" (申报过利害关系).</param>
public sealed record SkippedInspector(string Inspector, string Why);

/// <summary>An inspector who cannot come, and the next in the drawn order who takes the place.</summary>
public sealed record Substitution(
    string Project, string Out, string In, string Reason, string By, DateTime At, IReadOnlyList<SkippedInspector> Skipped);

/// <param name="NumbersKnown">The source had been drawn by then: whoever cancelled could know what would come out.</param>
public sealed record Cancellation(string Reason, string By, DateTime At, bool NumbersKnown);
