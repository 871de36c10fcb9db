using System.Text;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>Whether a company is one of those asked for, straight from the columns.</summary>
internal sealed class EnterpriseTest
{
    private readonly EnterpriseColumns _held;
    private readonly EnterpriseSelection _filter;
    private readonly string _text;
    private readonly byte[] _code;
    private readonly long? _fromFen, _toFen;
    private readonly int _placeFrom, _placeTo;

    public EnterpriseTest(EnterpriseColumns held, EnterpriseSelection filter)
    {
        (_held, _filter) = (held, filter);
        _text = filter.Text?.Trim() ?? "";
        _code = _text.Length >= 4 && _text.All(char.IsAsciiLetterOrDigit) ? Encoding.ASCII.GetBytes(_text.ToUpperInvariant()) : [];
        (_fromFen, _toFen) = (Fen(filter.FromWan), Fen(filter.ToWan));
        (_placeFrom, _placeTo) = filter.Place is not { } place ? (0, int.MaxValue)
            : place % 10_000 == 0 ? (place, place + 9_999) : place % 100 == 0 ? (place, place + 99) : (place, place);
    }

    public List<int> All()
    {
        var found = new List<int>();
        for (var row = 0; row < _held.Count; row++)
        {
            if (Matches(row))
            {
                found.Add(row);
            }
        }
        return found;
    }

    public bool Matches(int row)
    {
        if (_filter.Place is not null && !Within(_held.Adcode(row)) && !Within(_held.County(row)))
        {
            return false;
        }
        if ((_filter.Division is { } division && _held.Division(row) != division) || (_filter.Kind is { } kind && _held.Kind(row) != kind))
        {
            return false;
        }
        var year = _held.RegisteredOn(row) / 10_000;
        if ((_filter.FromYear is { } from && year < from) || (_filter.ToYear is { } to && (year == 0 || year > to)))
        {
            return false;
        }
        return CapitalMatches(row) && TextMatches(row);
    }

    private bool Within(int place) => place >= _placeFrom && place <= _placeTo;

    private bool CapitalMatches(int row)
    {
        if (_fromFen is null && _toFen is null)
        {
            return true;
        }
        return _held.CapitalCents(row) is >= 0 and var cents && !_held.Flags(row).HasFlag(EnterpriseFlags.CapitalDoubtful)
            && CapitalRates.Fen(cents, _held.Currency(row)) is { } fen && fen >= (_fromFen ?? 0) && fen <= (_toFen ?? long.MaxValue);
    }

    private bool TextMatches(int row) => _text.Length == 0 || _held.Name(row).Contains(_text, StringComparison.Ordinal)
        || (_code.Length > 0 && _held.Code(row).IndexOf(_code) >= 0);

    private static long? Fen(decimal? wan) => wan is { } w ? Money.FromWan(Math.Clamp(w, 0, 1_000_000_000_000)) : null;
}
