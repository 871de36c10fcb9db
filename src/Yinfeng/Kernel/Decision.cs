namespace Yinfeng.Kernel;

/// <summary>A condition that a requested business change does not meet.</summary>
/// <param name="Code">Stable identifier, e.g. <c>project.signed-on.missing</c>; clients and tests match on it.</param>
/// <param name="Field">The field to fix, or empty when no single field would help.</param>
/// <param name="Message">What is wrong, why, and what to do about it, in plain Chinese for the person at the screen.</param>
public sealed record Unmet(string Code, string Field, string Message);

/// <summary>The answer to a business request: allowed, or refused with every unmet condition.</summary>
public record Decision(IReadOnlyList<Unmet> Unmet)
{
    public static readonly Decision Allow = new([]);
    public bool Allowed => Unmet.Count == 0;
    public static Decision Refuse(IReadOnlyList<Unmet> unmet) => new(unmet);
    public static Decision Refuse(string code, string field, string message) => new([new Unmet(code, field, message)]);

    /// <summary>A refusal of the same kind, for whoever refuses without knowing what would have been made.</summary>
    public virtual Decision Turned(IReadOnlyList<Unmet> unmet) => Refuse(unmet);
}

/// <summary>A decision that, when allowed, carries what was made.</summary>
public sealed record Decision<T>(IReadOnlyList<Unmet> Unmet, T? Value) : Decision(Unmet)
{
    public static new Decision<T> Allow(T value) => new([], value);
    public static new Decision<T> Refuse(IReadOnlyList<Unmet> unmet) => new(unmet, default);
    public static new Decision<T> Refuse(string code, string field, string message) =>
        new([new Unmet(code, field, message)], default);

    public override Decision Turned(IReadOnlyList<Unmet> unmet) => Refuse(unmet);
}
