namespace Yinfeng.Rules;

/// <summary>Puts some facts of a table's row into a <see cref="FactRow"/>, for the scalar executor.</summary>
internal sealed class BatchFacts(BatchTable table, IEnumerable<Fact> facts)
{
    private readonly (Fact Fact, BatchColumn Column)[] _columns = [.. facts.Select(f => (f, table[f]))];

    public void Fill(FactRow into, int row)
    {
        foreach (var (fact, column) in _columns)
        {
            if (fact.IsSeries)
            {
                into.Series[fact.Slot] = column.Series![row];
            }
            else if (fact.Columns is not null)
            {
                into.Lists[fact.Slot] = column.Lists![row];
            }
            else if (fact.IsExact)
            {
                into.Exact[fact.Slot] = column.Exact![row];
            }
            else if (fact.IsText)
            {
                into.Texts[fact.Slot] = column.TextAt(row);
            }
            else
            {
                into.Numbers[fact.Slot] = column.Numbers![row];
            }
        }
    }
}
