namespace Yinfeng.Rules;

/// <summary>The facts a rule reads.</summary>
internal sealed class FactReferences(Expression rule)
{
    public IReadOnlyList<Fact> Facts { get; } = [.. rule.All.OfType<NameReference>().Select(n => n.Fact).OfType<Fact>().Distinct()];

    public bool AllKnown(FactRow row)
    {
        foreach (var fact in Facts)
        {
            if (!row.Has(fact))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Those that are not stated.</summary>
    public IEnumerable<Fact> Missing(FactRow row) => Facts.Where(f => !row.Has(f));
}
