namespace Yinfeng.Rules;

/// <summary>The three answers of a condition. Unknown means that a fact is missing which would decide it.</summary>
public enum Truth : byte { No, Yes, Unknown }

/// <summary>Logic with three values (Kleene): a missing fact does not matter where the others decide alone.</summary>
public static class TruthLogic
{
    public static Truth Of(bool value) => value ? Truth.Yes : Truth.No;

    public static Truth And(Truth a, Truth b) =>
        a == Truth.No || b == Truth.No ? Truth.No : a == Truth.Yes && b == Truth.Yes ? Truth.Yes : Truth.Unknown;

    public static Truth Or(Truth a, Truth b) =>
        a == Truth.Yes || b == Truth.Yes ? Truth.Yes : a == Truth.No && b == Truth.No ? Truth.No : Truth.Unknown;

    public static Truth Not(Truth a) => a switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, _ => Truth.Unknown };
}
