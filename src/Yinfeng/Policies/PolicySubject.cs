using Yinfeng.Access;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Where a fact comes from, in words: 月报到位资金合计，截至 2023-05.</summary>
public sealed record FactSource(Fact Fact, string Text);

/// <summary>Somebody that policies may be for: a project, a company.</summary>
/// <param name="Key">Kind and id, as in <c>project:12</c>; stable, so that notices go out once per matter.</param>
/// <param name="Kind">As pages show it: 项目.</param>
/// <param name="UnitId">The unit that looks after it.</param>
/// <param name="Sources">Of every fact in the row.</param>
public sealed record PolicySubject(string Key, string Kind, long Id, string Name, long UnitId, string Href, FactRow Facts, IReadOnlyList<FactSource> Sources);

/// <summary>A room whose things policies may be for. Matching asks every room that registers one.</summary>
public interface IPolicySubjects
{
    /// <summary>Those that the viewer may see, with what was known of them on a day.</summary>
    Task<IReadOnlyList<PolicySubject>> OnAsync(Viewer viewer, DateOnly day, CancellationToken ct);
}
