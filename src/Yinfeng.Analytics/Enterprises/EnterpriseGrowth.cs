using System.Text;

namespace Yinfeng.Analytics.Enterprises;

/// <summary>Companies that come one by one behind a snapshot: each is found from the next call on, long before a snapshot holds it.</summary>
/// <remarks>For one thread, while others read snapshots. What is added here is entered in the tables that all snapshots share: whoever
/// goes on from another snapshot leaves entries behind that no comparison confirms, and nothing else.</remarks>
public sealed class EnterpriseGrowth(EnterpriseColumns held)
{
    private readonly List<EnterpriseFacts> _added = [];
    private EnterpriseColumns _held = held;

    /// <summary>What was there at the last <see cref="Take"/>.</summary>
    public EnterpriseColumns Held => _held;

    /// <summary>For <see cref="FindCode"/> and <see cref="Add"/>.</summary>
    /// <param name="code">ASCII.</param>
    public static uint HashOfCode(ReadOnlySpan<char> code)
    {
        Span<byte> bytes = stackalloc byte[EnterpriseChunk.CodeLength];
        return TextHash.Of(bytes[..Encoding.ASCII.GetBytes(code, bytes)]);
    }

    /// <summary>For <see cref="FindName"/> and <see cref="Add"/>.</summary>
    public static uint HashOfName(ReadOnlySpan<char> name) => TextHash.Of(name);

    /// <summary>The first row with this code, or -1.</summary>
    public int FindCode(string code, uint hash)
    {
        var candidates = _held.ByCode(hash);
        while (candidates.Next(out var row))
        {
            if (row < _held.Count ? Ascii.Equals(_held.Code(row), code) : Added(row) is { } added && added.CreditCode == code)
            {
                return row;
            }
        }
        return -1;
    }

    /// <summary>A row with exactly this name in this city, or -1.</summary>
    public int FindName(string name, int adcode, uint hash)
    {
        var candidates = _held.ByName(hash);
        while (candidates.Next(out var row))
        {
            if (row < _held.Count ? _held.Adcode(row) == adcode && _held.Name(row).SequenceEqual(name)
                : Added(row) is { } added && added.Adcode == adcode && added.Name == name)
            {
                return row;
            }
        }
        return -1;
    }

    public long Id(int row) => row < _held.Count ? _held.Id(row) : Added(row)!.Id;
    public EnterpriseFlags Flags(int row) => row < _held.Count ? _held.Flags(row) : Added(row)!.Flags;

    /// <param name="codeHash">Not looked at without a code.</param>
    public void Add(EnterpriseFacts company, uint codeHash, uint nameHash)
    {
        _held.Enter(_held.Count + _added.Count, company.CreditCode.Length > 0 ? codeHash : null, nameHash);
        _added.Add(company);
    }

    /// <summary>A snapshot with all that was added, from which this goes on; null where it cannot be made, since one of them is older than
    /// what is held: they stay found here, and <see cref="EnterpriseColumns.With"/> will say the same.</summary>
    public EnterpriseColumns? Take()
    {
        if (_added.Count == 0)
        {
            return _held;
        }
        if (_held.Count > 0 && _added[0].Id < _held.Id(_held.Count - 1))
        {
            return null;
        }
        _held = _held.Behind(_added);
        _added.Clear();
        return _held;
    }

    private EnterpriseFacts? Added(int row) => row - _held.Count < _added.Count ? _added[row - _held.Count] : null;
}
