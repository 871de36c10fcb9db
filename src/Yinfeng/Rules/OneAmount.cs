namespace Yinfeng.Rules;

/// <summary>A policy's amount for one subject: in whole numbers where the rule allows it, in decimals where they do not suffice.</summary>
internal sealed class OneAmount
{
    private readonly BatchNumber? _whole;
    private readonly NumberRule? _rule;
    private volatile bool _tooLarge;

    public OneAmount(NumberRule? rule)
    {
        _rule = rule;
        if (rule is not null)
        {
            _whole = new BatchNumbers(null, null, rule.Checked.Compiler).Amount(rule.Checked.Body);
        }
    }

    /// <summary>In fen, half away from zero; <see cref="FactRow.Missing"/> where a fact is missing, 0 where there is no rule.</summary>
    public long Of(FactRow row)
    {
        if (_rule is null)
        {
            return 0;
        }
        if (_whole is not null && !_tooLarge)
        {
            try
            {
                return _whole.One(row);
            }
            catch (OverflowException)
            {
                _tooLarge = true; // Once is enough: an exception takes longer than many decimals.
            }
        }
        return _rule.Compute(row) is { } fen ? (long)decimal.Round(fen, 0, MidpointRounding.AwayFromZero) : FactRow.Missing;
    }
}
