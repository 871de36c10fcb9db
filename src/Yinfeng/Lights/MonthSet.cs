namespace Yinfeng.Lights;

/// <summary>A set of months (year × 12 + month − 1) in 24 bytes: the 128 months up to the latest one added. Older ones drop out.</summary>
internal struct MonthSet
{
    private UInt128 _bits;
    private int _latest;

    public void Add(int month)
    {
        if (month > _latest)
        {
            _bits = month - _latest < 128 ? _bits << (month - _latest) : UInt128.Zero;
            _latest = month;
        }
        if (_latest - month < 128)
        {
            _bits |= UInt128.One << (_latest - month);
        }
    }

    public readonly bool Has(int month) => month <= _latest && _latest - month < 128 && (_bits >> (_latest - month) & UInt128.One) != 0;
}
