namespace Yinfeng.Analytics.Search;

/// <summary>Names by row, as stored. Whoever holds a list may rely on it never changing.</summary>
public interface INameList
{
    int Count { get; }
    ReadOnlySpan<char> Name(int row);
}

/// <summary>Names in one array of characters.</summary>
public sealed class PackedNames : INameList
{
    private readonly char[] _text;
    private readonly int[] _ends;

    public PackedNames(IReadOnlyList<string> names)
    {
        _ends = new int[names.Count];
        _text = new char[names.Sum(n => n.Length)];
        for (int i = 0, at = 0; i < names.Count; i++)
        {
            names[i].CopyTo(_text.AsSpan(at));
            _ends[i] = at += names[i].Length;
        }
    }

    public int Count => _ends.Length;

    public ReadOnlySpan<char> Name(int row)
    {
        var start = row == 0 ? 0 : _ends[row - 1];
        return _text.AsSpan(start, _ends[row] - start);
    }
}
