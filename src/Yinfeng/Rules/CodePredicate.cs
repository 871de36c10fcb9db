using System.Runtime.InteropServices;
using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>A condition on one fact, as the codes of its column for which it is yes or unknown.</summary>
/// <param name="answers">Where one code stands for values of different answers, the values themselves are asked.</param>
internal sealed class CodePredicate(BatchColumn column, CodeAnswers answers) : BatchPredicate
{
    private readonly CodedColumn _coded = column.Coded!;
    private readonly bool _certain = answers.Possible.SequenceEqual(answers.Yes);

    /// <summary>Whether it is asked in several places, so that one answer for all rows does for them all.</summary>
    public bool IsShared { get; set; }

    public override int Cost => 1;
    public override double Share { get; } = column.Coded!.ShareOf(answers.PossibleSpan);

    public override bool IsNoIn(int block)
    {
        var zone = _coded.Zones[block];
        foreach (var range in answers.PossibleSpan)
        {
            if (range.Low <= zone.High && range.High >= zone.Low)
            {
                return false;
            }
        }
        return true;
    }

    public override BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates) =>
        !IsShared ? Scan(run, candidates) : run.Kept(Slot, out var kept) ? kept : run.Keep(Slot, Scan(run, []));

    private BatchAnswer Scan(BatchRun run, ReadOnlySpan<ulong> candidates)
    {
        if (IsNoIn(run.Block))
        {
            return BatchAnswer.No;
        }
        var zone = _coded.Zones[run.Block];
        if (answers.Split.Count == 0 && answers.AreYesFor(zone))
        {
            return BatchAnswer.Always;
        }
        var codes = _coded.Block(run.Block);
        var yes = run.YesBits(Slot);
        var possible = run.PossibleBits(Slot);
        // Codes that need a look count as yes at first.
        CodeScan.Within(codes, answers.YesSpan, candidates, yes);
        if (!_certain)
        {
            CodeScan.Within(codes, answers.PossibleSpan, candidates, possible);
        }
        foreach (var code in answers.Split)
        {
            Look(run, code, yes, possible);
        }
        return new BatchAnswer(yes, _certain ? yes : possible);
    }

    private void Look(BatchRun run, ushort code, Span<ulong> yes, Span<ulong> possible)
    {
        var codes = _coded.Block(run.Block);
        var values = column.Numbers.AsSpan(run.FirstRow, run.Rows);
        for (var at = codes.IndexOf(code); at >= 0 && at < codes.Length;)
        {
            var truth = answers.At(values[at]);
            if (truth != Truth.Yes)
            {
                yes[at / 64] &= ~(1UL << (at % 64));
            }
            if (truth == Truth.No)
            {
                possible[at / 64] &= ~(1UL << (at % 64));
            }
            var next = codes[(at + 1)..].IndexOf(code);
            at = next < 0 ? codes.Length : at + 1 + next;
        }
    }
}

/// <summary>The answers of a condition for the codes of one column.</summary>
internal sealed class CodeAnswers
{
    private readonly long[] _starts;
    private readonly Truth[] _truths;

    private CodeAnswers(long[] starts, Truth[] truths) => (_starts, _truths) = (starts, truths);

    /// <summary>Codes that are yes; those in <see cref="Split"/> among them.</summary>
    public List<CodeRange> Yes { get; } = [];

    /// <summary>Codes that are yes or unknown; those in <see cref="Split"/> among them.</summary>
    public List<CodeRange> Possible { get; } = [];

    /// <summary>Codes that stand for values of different answers.</summary>
    public List<ushort> Split { get; } = [];

    public ReadOnlySpan<CodeRange> YesSpan => CollectionsMarshal.AsSpan(Yes);
    public ReadOnlySpan<CodeRange> PossibleSpan => CollectionsMarshal.AsSpan(Possible);

    /// <summary>Whether one range of yes holds all of these codes.</summary>
    public bool AreYesFor(CodeRange codes)
    {
        foreach (var range in YesSpan)
        {
            if (range.Low <= codes.Low && range.High >= codes.High)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The same for two conditions of one column exactly when they have the same answers.</summary>
    public string Key => $"{string.Join(' ', Yes)}|{string.Join(' ', Possible)}|{(Split.Count == 0 ? "" : string.Join(' ', _starts.Zip(_truths)))}";

    /// <summary>The answer for a value of a split code.</summary>
    public Truth At(long value)
    {
        var at = Array.BinarySearch(_starts, value);
        return _truths[at >= 0 ? at : ~at - 1];
    }

    /// <param name="starts">Ascending; the answer of a value is that of the last start not above it. The first lies below all values.</param>
    public static CodeAnswers Of(CodedColumn column, Truth missing, long[] starts, Truth[] truths)
    {
        var answers = new CodeAnswers(starts, truths);
        answers.Add(0, 0, missing);
        for (var i = 0; i < starts.Length; i++)
        {
            var (low, high) = (starts[i], i + 1 < starts.Length ? starts[i + 1] - 1 : long.MaxValue);
            var (first, last) = (column.CodeAt(low), column.CodeAt(high));
            // The code of a value may begin below it, or the value lie behind the end of that code.
            if (first == 0 || column.First[first] < low)
            {
                first++;
            }
            if (last >= first && column.Last[last] > high)
            {
                answers.Split.Add((ushort)last);
                last--;
            }
            if (first <= last)
            {
                answers.Add(first, last, truths[i]);
            }
        }
        return answers.Finish(column);
    }

    /// <param name="truths">The answer of every code, that of missing values first.</param>
    public static CodeAnswers Of(CodedColumn column, Truth[] truths)
    {
        var answers = new CodeAnswers([], []);
        for (var code = 0; code < truths.Length; code++)
        {
            answers.Add(code, code, truths[code]);
        }
        return answers.Finish(column);
    }

    private CodeAnswers Finish(CodedColumn column)
    {
        foreach (var code in Split)
        {
            Add(code, code, Truth.Yes);
        }
        if (column.ShareOf([new CodeRange(0, 0)]) == 0)
        {
            Trim(Yes);
            Trim(Possible);
        }
        Join(Yes);
        Join(Possible);
        return this;
    }

    /// <summary>Nothing is missing, so the code of missing values need not be looked for.</summary>
    private static void Trim(List<CodeRange> ranges) => ranges.RemoveAll(r => r.High == 0);

    private void Add(int low, int high, Truth truth)
    {
        var range = new CodeRange((ushort)low, (ushort)high);
        if (truth == Truth.Yes)
        {
            Yes.Add(range);
        }
        if (truth != Truth.No)
        {
            Possible.Add(range);
        }
    }

    private static void Join(List<CodeRange> ranges)
    {
        ranges.Sort((a, b) => a.Low.CompareTo(b.Low));
        for (var i = ranges.Count - 1; i > 0; i--)
        {
            if (ranges[i - 1].High + 1 == ranges[i].Low)
            {
                ranges[i - 1] = new CodeRange(ranges[i - 1].Low, ranges[i].High);
                ranges.RemoveAt(i);
            }
        }
    }
}
