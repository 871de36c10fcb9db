namespace Yinfeng.Rules;

/// <summary>Collects the facts of subjects, one <see cref="FactRow"/> after the other, and makes the table.</summary>
public sealed class BatchTableBuilder(FactSchema schema)
{
    private readonly List<long>[] _numbers = [.. Enumerable.Range(0, schema.NumberSlots).Select(_ => new List<long>())];
    private readonly List<string?>[] _texts = [.. Enumerable.Range(0, schema.TextSlots).Select(_ => new List<string?>())];
    private readonly List<decimal?>[] _exact = [.. Enumerable.Range(0, schema.ExactSlots).Select(_ => new List<decimal?>())];
    private readonly List<IReadOnlyDictionary<int, decimal>?>[] _series =
        [.. Enumerable.Range(0, schema.SeriesSlots).Select(_ => new List<IReadOnlyDictionary<int, decimal>?>())];
    private readonly List<IReadOnlyList<FactRow>?>[] _lists =
        [.. Enumerable.Range(0, schema.ListSlots).Select(_ => new List<IReadOnlyList<FactRow>?>())];
    private int _rows;

    /// <summary>Takes over the row's facts; the row may be filled again for the next subject.</summary>
    public void Add(FactRow row)
    {
        for (var i = 0; i < _numbers.Length; i++)
        {
            _numbers[i].Add(row.Numbers[i]);
        }
        for (var i = 0; i < _texts.Length; i++)
        {
            _texts[i].Add(row.Texts[i]);
        }
        for (var i = 0; i < _exact.Length; i++)
        {
            _exact[i].Add(row.Exact[i]);
        }
        for (var i = 0; i < _series.Length; i++)
        {
            _series[i].Add(row.Series[i]);
        }
        for (var i = 0; i < _lists.Length; i++)
        {
            _lists[i].Add(row.Lists[i]);
        }
        _rows++;
    }

    /// <param name="together">Rows with the same value of these facts (the first one first) come to stand together; name the place first:
    /// most policies are of one place.</param>
    public BatchTable Build(params Fact[] together)
    {
        var subjects = Enumerable.Range(0, _rows).ToArray();
        if (together.Length > 0)
        {
            Array.Sort(subjects, (a, b) => Order(together, a, b));
        }
        var columns = new BatchColumn[schema.Facts.Count];
        Parallel.For(0, columns.Length, i => columns[i] = Column(schema.Facts[i], subjects));
        return new BatchTable(schema, subjects, schema.Facts.Zip(columns).ToDictionary(c => c.First, c => c.Second));
    }

    private int Order(Fact[] together, int a, int b)
    {
        foreach (var fact in together)
        {
            var order = !BatchColumn.Takes(fact) ? 0 : fact.IsText ? string.CompareOrdinal(_texts[fact.Slot][a], _texts[fact.Slot][b])
                : _numbers[fact.Slot][a].CompareTo(_numbers[fact.Slot][b]);
            if (order != 0)
            {
                return order;
            }
        }
        return a.CompareTo(b);
    }

    private BatchColumn Column(Fact fact, int[] subjects) =>
        fact.IsSeries ? BatchColumn.Of(Pick(_series[fact.Slot], subjects))
        : fact.Columns is not null ? BatchColumn.Of(Pick(_lists[fact.Slot], subjects))
        : fact.IsExact ? BatchColumn.Of(Pick(_exact[fact.Slot], subjects))
        : fact.IsText ? BatchColumn.Of(Pick(_texts[fact.Slot], subjects))
        : BatchColumn.Of(fact, Pick(_numbers[fact.Slot], subjects));

    private static T[] Pick<T>(List<T> values, int[] subjects)
    {
        var picked = new T[subjects.Length];
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = values[subjects[i]];
        }
        return picked;
    }
}
