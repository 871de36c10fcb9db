namespace Yinfeng.Rules;

/// <summary>Something rules may ask about: its names, type and the slot it lives in.</summary>
/// <param name="Name">As officials write it: 总投资.</param>
/// <param name="Code">English name used in JSON: total_investment.</param>
/// <param name="Slot">Index into <see cref="FactRow.Numbers"/>, or <see cref="FactRow.Texts"/> for texts and choices.</param>
/// <param name="Choices">The allowed words of a choice; empty otherwise.</param>
public sealed record Fact(string Name, string Code, RuleType Type, int Slot, IReadOnlyList<string> Choices)
{
    /// <summary>Held in <see cref="FactRow.Exact"/> with all its digits, as quotients need it.</summary>
    public bool IsExact { get; init; }

    /// <summary>A value per year, in <see cref="FactRow.Series"/>.</summary>
    public bool IsSeries { get; init; }

    /// <summary>Of a list: what each of its items says; the items are in <see cref="FactRow.Lists"/>.</summary>
    public FactSchema? Columns { get; init; }

    public bool IsText => Type.Kind is RuleKind.Text or RuleKind.Choice or RuleKind.Tags;

    public override string ToString() => Name;
}
