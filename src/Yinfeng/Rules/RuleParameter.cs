namespace Yinfeng.Rules;

/// <summary>A number that changes by date, such as a threshold a document sets: looked up for the day a rule is asked for.</summary>
/// <param name="Values">From which day which value holds (in fen, fraction or count), first to last.</param>
/// <param name="Source">Document and clause.</param>
public sealed record RuleParameter(string Name, RuleType Type, IReadOnlyList<(DateOnly From, decimal Value)> Values, string Source)
{
    /// <summary>The value in force on a day; null before the first.</summary>
    public decimal? On(DateOnly day)
    {
        decimal? value = null;
        foreach (var (from, next) in Values)
        {
            if (from <= day)
            {
                value = next;
            }
        }
        return value;
    }
}
