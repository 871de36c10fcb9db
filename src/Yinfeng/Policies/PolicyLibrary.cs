using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Policies;

/// <summary>All policies: those shipped under data/policies, and the versions an office made of them. Read when first asked for.</summary>
public sealed class PolicyLibrary
{
    private readonly IReadOnlyList<PolicySource> _shipped;
    private readonly Lock _gate = new();
    private volatile Loaded? _loaded;
    private IReadOnlyList<PolicySource> _own = [];

    private sealed record Loaded(IReadOnlyList<PolicySource> Sources, IReadOnlyList<DateOnly> Turns, IReadOnlyList<PolicySource> Unread)
    {
        /// <summary>Policies with parameters as of each turn; filled when first asked for.</summary>
        public Dictionary<DateOnly, IReadOnlyList<Policy>> ByTurn { get; } = [];
    }

    /// <exception cref="RuleException">A shipped policy has mistakes; the message names each with file and line.</exception>
    public static PolicyLibrary Load() => new(PolicySource.Folder(AppFolders.Policies));

    public PolicyLibrary(IEnumerable<PolicySource> sources) => _shipped = [.. sources];

    /// <summary>The shipped ones first.</summary>
    public IReadOnlyList<PolicySource> Sources => Now.Sources;

    /// <summary>Versions of the office that this program cannot read, because the language changed since: the version before is asked instead.</summary>
    public IReadOnlyList<PolicySource> Unread => Now.Unread;

    private Loaded Now
    {
        get
        {
            if (_loaded is { } loaded)
            {
                return loaded;
            }
            lock (_gate)
            {
                return _loaded ??= Read(_shipped, _own);
            }
        }
    }

    /// <summary>Takes the place of the versions made by the office; shipped ones stay.</summary>
    public void Replace(IReadOnlyList<PolicySource> own)
    {
        lock (_gate)
        {
            (_own, _loaded) = (own, null);
        }
    }

    /// <summary>A library in which one more version is in force.</summary>
    internal PolicyLibrary With(PolicySource version) => new([.. Sources.Where(s => s.Id != version.Id || s.From != version.From), version]);

    /// <summary>Every policy in the version asked on a day, with parameters as of that day; those no longer in force too.</summary>
    public IReadOnlyList<Policy> For(DateOnly day)
    {
        var loaded = Now;
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

    /// <summary>A policy as it is stored, in the version asked on a day.</summary>
    internal PolicySource? SourceOf(string id, DateOnly day) => PolicySources.Current(Sources, day).FirstOrDefault(s => s.Id == id);

    /// <summary>Every mistake in a version; it may quote the parameters of all other policies.</summary>
    internal IReadOnlyList<RuleError> Check(PolicySource version)
    {
        var others = PolicySources.Current(Sources, version.From ?? DateOnly.MaxValue).Where(s => s.Id != version.Id).ToList();
        return PolicyCheck.Check(version.File, version.Yaml, version.Text, PolicySources.Quoted(others));
    }

    private static Loaded Read(IReadOnlyList<PolicySource> shipped, IReadOnlyList<PolicySource> own)
    {
        try
        {
            return Load([.. shipped, .. own], []);
        }
        catch (RuleException) when (own.Count > 0)
        {
            var quoted = PolicySources.Quoted(shipped);
            var unread = own.Where(s => PolicyFile.Read(s.File, s.Yaml, s.Text, DateOnly.MaxValue, quoted).Errors.Count > 0).ToList();
            return Load([.. shipped, .. own.Except(unread)], unread);
        }
    }

    private static Loaded Load(IReadOnlyList<PolicySource> all, IReadOnlyList<PolicySource> unread)
    {
        var turns = PolicySources.Read(all, DateOnly.MaxValue).SelectMany(p => p.Parameters).SelectMany(p => p.Values.Select(v => v.From))
            .Concat(all.Select(s => s.From).OfType<DateOnly>()).Distinct().Order().ToList();
        return new Loaded(all, turns, unread);
    }
}
