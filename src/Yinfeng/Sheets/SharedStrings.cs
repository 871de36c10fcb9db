using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>The workbook's table of texts: UTF-8 in one block, a string made when a cell first asks for it.</summary>
/// <remarks>Thread-safe for reading: two threads may at worst make the same string twice.</remarks>
internal sealed class SharedStrings
{
    public static readonly SharedStrings None = new(new Refused(""));
    private const int MostTexts = 40_000_000;
    private const int MostBytes = 1 << 30;
    private const int MostAhead = 32 << 20; // Bytes set aside at once: the part's own claim is not trusted beyond this.
    private const int LongestText = 4_000_000;
    private readonly Refused _refused;
    private byte[] _bytes = [];
    private int _used;
    private int[] _ends = [];
    private string?[] _made = [];

    private SharedStrings(Refused refused) => _refused = refused;

    public int Count { get; private set; }

    public string this[int index] => _made[index] ??=
        Encoding.UTF8.GetString(_bytes, Start(index), _ends[index] - Start(index));

    /// <summary>Looks at the texts of cells that are about to be asked for. They lie all over the memory: fetched many at a time
    /// they cost a fraction of what they cost one after another.</summary>
    /// <returns>Nothing of interest; without it the compiler would leave out the looking.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public int Touch(ReadOnlySpan<PackedCell> cells)
    {
        var made = _made;
        var sum = 0;
        foreach (ref readonly var cell in cells)
        {
            if (cell.Kind == CellKind.Text && !cell.Stored && made[cell.Extra] is { } text)
            {
                sum ^= text.Length;
            }
        }
        return sum;
    }

    public bool IsEmpty(int index) => Start(index) == _ends[index];

    public bool Has(int index) => unchecked((uint)index) < (uint)Count;

    /// <exception cref="WorkbookRefusedException">damaged, too-large or unsafe-content.</exception>
    public static SharedStrings Read(XlsxPackage package, string part)
    {
        var ahead = (int)Math.Min(package.DeclaredLength(part), MostAhead);
        var table = new SharedStrings(package.Refused) { _bytes = GC.AllocateUninitializedArray<byte>(ahead) };
        using (var stream = package.Read(part))
        {
            if (!new TextScanner(stream, package.Refused).Read(table.TryAdd))
            {
                table = ReadSlowly(package, part);
            }
        }
        table._made = new string?[table.Count];
        return table;
    }

    private static SharedStrings ReadSlowly(XlsxPackage package, string part)
    {
        var table = new SharedStrings(package.Refused);
        try
        {
            using var xml = package.ReadXml(part);
            table.Fill(xml);
            return table;
        }
        catch (XmlException e)
        {
            throw package.FromXml(e, part);
        }
    }

    private void Fill(XmlReader xml)
    {
        var text = new StringBuilder();
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                text.Clear();
                RichText.Append(xml, text, LongestText, _refused);
                Add(text.ToString());
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAdd(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOfAny((byte)'&', (byte)'\r', (byte)'_') >= 0)
        {
            if (!XmlText.TryDecode(raw, out var text))
            {
                return false;
            }
            Add(RichText.Unescape(text));
            return true;
        }
        Room(raw.Length);
        raw.CopyTo(_bytes.AsSpan(_used));
        _used += raw.Length;
        _ends[Count++] = _used;
        return true;
    }

    private void Add(string text)
    {
        Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        _used += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_used));
        _ends[Count++] = _used;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Room(int bytes)
    {
        if (Count == _ends.Length || _used + bytes > _bytes.Length)
        {
            Grow(bytes);
        }
    }

    private void Grow(int bytes)
    {
        if (Count == MostTexts || _used > MostBytes)
        {
            throw _refused.TooLarge("文字表过大");
        }
        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Math.Clamp(Count * 2, 256, MostTexts));
        }
        if (_used + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_used + bytes, Math.Max(4096, _bytes.Length + _bytes.Length / 2)));
        }
    }

    private int Start(int index) => index == 0 ? 0 : _ends[index - 1];
}
