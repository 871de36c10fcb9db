using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Policies;

/// <summary>All policies: those shipped under data/policies, and the versions an office made of them.</summary>
public sealed class PolicyLibrary
{
    private readonly Lock _swap = new();
    private volatile Loaded _loaded;

    private sealed record Loaded(IReadOnlyList<PolicySource> Sources, IReadOnlyList<DateOnly> Turns)
    {
        /// <summary>Policies with parameters as of each turn; filled when first asked for.</summary>
        public Dictionary<DateOnly, IReadOnlyList<Policy>> ByTurn { get; } = [];
    }

    /// <exception cref="RuleException">A shipped policy has mistakes; the message names each with file and line.</exception>
    public static PolicyLibrary Load() => new(PolicySource.Folder(AppFolders.Policies));

    public PolicyLibrary(IEnumerable<PolicySource> sources) => _loaded = Load(sources);

    public IReadOnlyList<PolicySource> Sources => _loaded.Sources;

    /// <summary>Takes the place of the versions made by the office; shipped ones stay.</summary>
    public void Replace(IEnumerable<PolicySource> own)
    {
        lock (_swap)
        {
            _loaded = Load(_loaded.Sources.Where(s => s.Shipped).Concat(own));
        }
    }

    /// <summary>Every policy in the version asked on a day, with parameters as of that day; those no longer in force too.</summary>
    public IReadOnlyList<Policy> For(DateOnly day)
    {
        var loaded = _loaded;
        // Before the first of all dates the first values stand: no policy is in force there, but every rule can be read.
        var turn = loaded.Turns.LastOrDefault(t => t <= day) is var last && last == default && loaded.Turns.Count > 0 ? loaded.Turns[0] : last;
        lock (loaded.ByTurn)
        {
            if (!loaded.ByTurn.TryGetValue(turn, out var policies))
            {
                policies = PolicySources.Read(loaded.Sources, turn == default ? day : turn);
                loaded.ByTurn.Add(turn, policies);
            }
            return policies;
        }
    }

    public Policy? Find(string id, DateOnly day) => For(day).FirstOrDefault(p => p.Id == id);

    private static Loaded Load(IEnumerable<PolicySource> sources)
    {
        var all = sources.ToList();
        var turns = PolicySources.Read(all, DateOnly.MaxValue).SelectMany(p => p.Parameters).SelectMany(p => p.Values.Select(v => v.From))
            .Concat(all.Select(s => s.From).OfType<DateOnly>()).Distinct().Order().ToList();
        return new Loaded(all, turns);
    }
}
