namespace Yinfeng.Reports;

/// <summary>Checks a statement by the recomputations written beside it: each result has to stand in the text.</summary>
internal static class NumbersCheck
{
    private sealed record Result(string Formula, decimal Value, bool Quotient, int Decimals);

    public static ClaimVerdict Check(Claim claim)
    {
        var (results, given) = Read(claim.Numbers!);
        var figures = ShownFigure.All(claim.Text);
        if (results.Count == 0)
        {
            return ClaimChecks.CannotTell(claim, "只有数字，没有可以核对的算式（原文没有给出基数或分项）");
        }
        var shown = string.Join("；", results.Select(r => r.Quotient ? ClaimChecks.Show(r.Value * 100) + "%" : ClaimChecks.Show(r.Value)));
        var (judged, missed) = (0, new List<string>());
        foreach (var result in results)
        {
            switch (Stands(result, figures, results, given))
            {
                case true:
                    judged++;
                    break;
                case false:
                    missed.Add($"{result.Formula} = {(result.Quotient ? ClaimChecks.Show(result.Value * 100) + "%" : ClaimChecks.Show(result.Value))}");
                    break;
            }
        }
        if (missed.Count > 0)
        {
            // Parts that the text itself calls incomplete prove nothing against its total.
            return claim.Text.Contains("仅列", StringComparison.Ordinal) || claim.Text.Contains("其中列", StringComparison.Ordinal)
                ? ClaimChecks.CannotTell(claim, "原文只列出一部分，合计无从核对", shown)
                : new(claim.Text, "no", shown, $"与公布的数字不符：{string.Join("；", missed)}");
        }
        return judged == 0 ? ClaimChecks.CannotTell(claim, "原文没有公布可以对照的结果", shown)
            : new(claim.Text, "yes", shown, "按公布的位数重算，结果一致");
    }

    /// <summary>Formulas with their values, and the bare figures between them. "+2.5" adds to the formula before.</summary>
    private static (List<Result> Results, List<ShownFigure> Given) Read(string numbers)
    {
        var results = new List<Result>();
        var given = new List<ShownFigure>();
        foreach (var item in numbers.Replace('；', ';').Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var formula = item.StartsWith('+') && results.Count > 0 ? results[^1].Formula + item : item;
            if (formula.AsSpan().IndexOfAny("+-*/") >= 0 && Arithmetic.Evaluate(formula) is { } value)
            {
                var decimals = ShownFigure.All(formula.Replace('-', ' ')).Select(f => f.Decimals).DefaultIfEmpty().Max();
                results.Add(new Result(formula, value, formula.Contains('/', StringComparison.Ordinal), decimals));
            }
            else if (ShownFigure.Parse(item) is { } figure)
            {
                given.Add(figure);
            }
        }
        return (results, given);
    }

    /// <summary>True where the result is among the published figures, false where it should be, null where none could show it.</summary>
    private static bool? Stands(Result result, List<ShownFigure> figures, List<Result> all, List<ShownFigure> given)
    {
        if (MonthsOf(result) is { } progress)
        {
            var completion = all.Where(r => r.Quotient && MonthsOf(r) is null).Select(r => (decimal?)(r.Value * 100)).FirstOrDefault()
                ?? given.Where(g => g.IsPercent).Select(g => (decimal?)g.Value).FirstOrDefault();
            return completion is { } c ? figures.Any(f => f.IsPercent && f.Shows(c - progress)) : null;
        }
        if (!result.Quotient)
        {
            return figures.Any(f => !f.IsPercent && f.Shows(result.Value) || Rounded(f, result)
                || (f.Mark == "亿" && f.Shows(result.Value / 10_000)));
        }
        if (figures.Any(f => f.IsPercent ? f.Shows(result.Value * 100) : f.Decimals > 0 && f.Shows(result.Value)))
        {
            return true;
        }
        return figures.Any(f => f.IsPercent) ? false : null;
    }

    /// <summary>A total shown finer than its parts may differ by what rounding took from each of them.</summary>
    private static bool Rounded(ShownFigure total, Result sum)
    {
        var parts = sum.Formula.Split('+').Length;
        var half = sum.Decimals == 0 ? 0.5m : 0.5m / (decimal)Math.Pow(10, sum.Decimals);
        return parts > 1 && !total.IsPercent && total.Decimals > sum.Decimals && Math.Abs(total.Value - sum.Value) <= half * parts;
    }

    private static decimal? MonthsOf(Result result) =>
        result.Formula.Split('/') is [var months, "12"] && int.TryParse(months, out var n) && n is >= 1 and <= 12
            ? n * 100m / 12 : null;
}
