using Yinfeng.Access;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Something late that a unit has to do besides its figures, listed beside its lights.</summary>
/// <param name="Detail">Who decided it, how late it is, who answers for it.</param>
public sealed record UnitMatter(string Title, string Detail, DateOnly Due, string Href);

/// <summary>A room that knows such matters. The lights ask it and know nothing else of the room.</summary>
public interface IUnitMatters
{
    /// <summary>What the unit and those below it were late with on a day, the longest first.</summary>
    Task<IReadOnlyList<UnitMatter>> LateAsync(Viewer viewer, UnitNode unit, DateOnly day, CancellationToken ct);
}
