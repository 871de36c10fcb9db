using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>A condition over the rows of a block.</summary>
internal abstract class BatchPredicate
{
    /// <summary>Its place in <see cref="BatchRun"/>'s bits.</summary>
    public int Slot { get; init; }

    /// <summary>The share of rows for which it is not no, as far as that is known beforehand; conditions that leave few rows are asked first.</summary>
    public virtual double Share => 1;

    /// <summary>0 for bits, 1 for codes, 2 for what is made of those, more for what computes row by row.</summary>
    public abstract int Cost { get; }

    /// <param name="candidates">Only rows in this set matter; the answer for others may be anything. Empty for all rows.</param>
    public abstract BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates);

    /// <summary>Whether it is no for the whole block, as far as a look at the lowest and highest value says.</summary>
    public virtual bool IsNoIn(int block) => false;
}

internal sealed class ConstantPredicate(Truth truth) : BatchPredicate
{
    public Truth Truth => truth;
    public override int Cost => 0;
    public override double Share => truth == Truth.No ? 0 : 1;

    public override BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates) => truth switch
    {
        Truth.No => BatchAnswer.No,
        Truth.Yes => BatchAnswer.Always,
        _ => Unknown(run),
    };

    public override bool IsNoIn(int block) => truth == Truth.No;

    private BatchAnswer Unknown(BatchRun run)
    {
        run.YesBits(Slot).Clear();
        return new BatchAnswer(run.YesBits(Slot), run.All);
    }
}

/// <summary>A fact that is yes or no, as it is stored.</summary>
internal sealed class BitPredicate(BatchColumn column) : BatchPredicate
{
    public override int Cost => 0;
    public override double Share { get; } = column.PossibleShare;

    public override BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates)
    {
        var (yes, possible) = column.Bits!.Value;
        var (at, words) = (run.Block * RowBits.BlockWords, RowBits.Words(run.Rows));
        var certain = yes.AsSpan(at, words);
        return new BatchAnswer(certain, column.HasMissing ? possible.AsSpan(at, words) : certain);
    }
}

internal sealed class NotPredicate(BatchPredicate inner) : BatchPredicate
{
    public override int Cost => Math.Max(2, inner.Cost);

    public override BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates)
    {
        var answer = inner.Evaluate(run, candidates);
        if (answer.IsNo || answer.IsAlways)
        {
            return answer.IsNo ? BatchAnswer.Always : BatchAnswer.No;
        }
        var yes = run.YesBits(Slot);
        var possible = run.PossibleBits(Slot);
        RowBits.Not(answer.Possible, run.All, yes);
        if (answer.IsCertain)
        {
            return new BatchAnswer(yes, yes);
        }
        RowBits.Not(answer.Yes, run.All, possible);
        return new BatchAnswer(yes, possible);
    }
}

/// <summary>All of them (且).</summary>
internal sealed class AllPredicate : BatchPredicate
{
    private readonly BatchPredicate[] _parts;

    public AllPredicate(IEnumerable<BatchPredicate> parts) => _parts = [.. parts.OrderBy(p => p.Cost > 2 ? p.Cost : 2).ThenBy(p => p.Share)];

    public override int Cost => Math.Max(2, _parts.Max(p => p.Cost));
    public override double Share => _parts.Min(p => p.Share);

    public override bool IsNoIn(int block)
    {
        foreach (var part in _parts)
        {
            if (part.IsNoIn(block))
            {
                return true;
            }
        }
        return false;
    }

    public override BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates)
    {
        if (IsNoIn(run.Block))
        {
            return BatchAnswer.No;
        }
        var all = BatchAnswer.Always;
        var left = candidates;
        foreach (var part in _parts)
        {
            var answer = part.Evaluate(run, left);
            if (answer.IsNo)
            {
                return answer;
            }
            if (answer.IsAlways)
            {
                continue;
            }
            if (all.IsAlways)
            {
                all = answer;
            }
            else
            {
                var yes = run.YesBits(Slot);
                var possible = run.PossibleBits(Slot);
                var certain = all.IsCertain && answer.IsCertain;
                if (!certain)
                {
                    RowBits.And(all.Yes, answer.Yes, yes);
                }
                if (!RowBits.And(all.Possible, answer.Possible, possible))
                {
                    return BatchAnswer.No;
                }
                all = new BatchAnswer(certain ? possible : yes, possible);
            }
            left = all.Possible;
        }
        return all;
    }
}

/// <summary>Any of them (或).</summary>
internal sealed class AnyPredicate : BatchPredicate
{
    private readonly BatchPredicate[] _parts;

    public AnyPredicate(IEnumerable<BatchPredicate> parts) => _parts = [.. parts.OrderBy(p => p.Cost)];

    public override int Cost => Math.Max(2, _parts.Max(p => p.Cost));
    public override double Share => Math.Min(1, _parts.Sum(p => p.Share));

    public override bool IsNoIn(int block)
    {
        foreach (var part in _parts)
        {
            if (!part.IsNoIn(block))
            {
                return false;
            }
        }
        return true;
    }

    public override BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates)
    {
        var any = BatchAnswer.No;
        foreach (var part in _parts)
        {
            var answer = part.Evaluate(run, candidates);
            if (answer.IsAlways)
            {
                return answer;
            }
            if (answer.IsNo)
            {
                continue;
            }
            if (any.IsNo)
            {
                any = answer;
                continue;
            }
            var yes = run.YesBits(Slot);
            var possible = run.PossibleBits(Slot);
            var certain = any.IsCertain && answer.IsCertain;
            if (!certain)
            {
                RowBits.Or(any.Yes, answer.Yes, yes);
            }
            RowBits.Or(any.Possible, answer.Possible, possible);
            any = new BatchAnswer(certain ? possible : yes, possible);
        }
        return any;
    }
}
