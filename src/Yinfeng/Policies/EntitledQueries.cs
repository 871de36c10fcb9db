using Yinfeng.Access;

namespace Yinfeng.Policies;

/// <summary>Who of the subjects that the viewer may see is entitled to what on a day.</summary>
internal sealed class EntitledQueries(EntitledMatch match, IEnumerable<IPolicySubjects> sources)
{
    /// <param name="policyId">Null for all policies.</param>
    public async Task<EntitledView> OnAsync(Viewer viewer, DateOnly on, string? policyId, CancellationToken ct) =>
        match.Run(await SubjectsAsync(viewer, on, ct), on, policyId);

    public async Task<IReadOnlyList<PolicySubject>> SubjectsAsync(Viewer viewer, DateOnly on, CancellationToken ct)
    {
        var all = new List<PolicySubject>();
        foreach (var source in sources)
        {
            all.AddRange(await source.OnAsync(viewer, on, ct));
        }
        return all;
    }
}
