using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>Turns checked calls over the years of a fact, the items of a list and spans of time into delegates.</summary>
internal sealed class GatheringCompiler(Compiler compiler)
{
    public Func<FactRow, decimal?> Number(FunctionCall call, string name)
    {
        switch (name)
        {
            case RuleFunction.Full:
                var (value, step) = (compiler.Number(call.Arguments[0]), compiler.Number(call.Arguments[1]));
                return row => value(row) is { } v && step(row) is { } s && s != 0 ? decimal.Floor(v / s) : null;
            case RuleFunction.Years:
                var (from, to) = (Compiler.Date(call.Arguments[0]), Compiler.Date(call.Arguments[1]));
                return row => from(row) is { IsPartial: false } a && to(row) is { IsPartial: false } b ? Between(a.Earliest, b.Earliest) : null;
            case RuleFunction.ItemSum or RuleFunction.ItemCount:
                return Items(call, name);
            case RuleFunction.InYear:
                var (series, wanted) = (((NameReference)call.Arguments[0]).Fact!.Slot, compiler.Number(call.Arguments[1]));
                return row => wanted(row) is { } year and > 0 and < 10_000 && row.Series[series] is { } all && all.TryGetValue((int)year, out var found) ? found : null;
            case RuleFunction.FirstYear:
                return First(call);
            default:
                return Years(call, name);
        }
    }

    /// <summary>Whole years, and what is left as a part of the year it lies in: an anniversary gives a whole number exactly.</summary>
    private static decimal? Between(DateOnly a, DateOnly b)
    {
        if (b < a)
        {
            return -Between(b, a);
        }
        var whole = b.Year - a.Year;
        whole -= a.AddYears(whole) > b ? 1 : 0;
        var (before, after) = (a.AddYears(whole), a.AddYears(whole + 1));
        return whole + (decimal)(b.DayNumber - before.DayNumber) / (after.DayNumber - before.DayNumber);
    }

    /// <summary>Null as soon as one item that counts, or may count, does not say enough.</summary>
    private Func<FactRow, decimal?> Items(FunctionCall call, string name)
    {
        var slot = ((NameReference)call.Arguments[0]).Fact!.Slot;
        var condition = compiler.Condition(call.Arguments[1]);
        var value = name == RuleFunction.ItemSum ? compiler.Number(call.Arguments[2]) : _ => 1;
        return row =>
        {
            if (row.Lists[slot] is not { } items)
            {
                return null;
            }
            var sum = 0m;
            foreach (var item in items)
            {
                var counts = condition(item);
                var one = counts == Truth.No ? 0 : counts == Truth.Yes ? value(item) : null;
                if (one is not { } known)
                {
                    return null;
                }
                sum += known;
            }
            return sum;
        };
    }

    /// <summary>The first year in which the condition holds; null while an earlier year is open, and where it never holds.</summary>
    private Func<FactRow, decimal?> First(FunctionCall call)
    {
        var condition = compiler.Condition(call.Arguments[0]);
        int[] slots = [.. call.Arguments[0].All.OfType<NameReference>().Where(n => n.Fact is { IsSeries: true }).Select(n => n.Fact!.Slot).Distinct()];
        return row =>
        {
            var (year, index) = (row.Year, row.YearIndex);
            decimal? found = null;
            foreach (var next in slots.SelectMany(s => row.Series[s]?.Keys ?? []).Distinct().Order())
            {
                (row.Year, row.YearIndex) = (next, 0);
                var holds = condition(row);
                if (holds != Truth.No)
                {
                    found = holds == Truth.Yes ? next : null;
                    break;
                }
            }
            (row.Year, row.YearIndex) = (year, index);
            return found;
        };
    }

    private static Func<FactRow, decimal?> Years(FunctionCall call, string name)
    {
        var slot = ((NameReference)call.Arguments[0]).Fact!.Slot;
        var span = call.Arguments.Count == 2 ? (int)((NumberLiteral)call.Arguments[1]).Value : 1;
        return name switch
        {
            RuleFunction.YearBefore => row => row.Series[slot] is { } years && years.TryGetValue(row.Year - 1, out var before) ? before : null,
            RuleFunction.LastYear => row => row.Series[slot] is { Count: > 0 } years ? years.Keys.Max() : null,
            RuleFunction.Total => row => row.Series[slot] is { Count: > 0 } years ? years.Values.Sum() : null,
            RuleFunction.Highest => row => row.Series[slot] is { Count: > 0 } years ? years.Values.Max() : null,
            _ => row => row.Series[slot] is { Count: > 0 } years && years.Keys.Max() is var last
                ? years.Where(y => y.Key > last - span).Sum(y => y.Value) : null,
        };
    }
}
