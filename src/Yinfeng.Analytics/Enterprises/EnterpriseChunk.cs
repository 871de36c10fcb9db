using System.Text;

namespace Yinfeng.Analytics.Enterprises;

/// <summary>Up to 65,536 companies as columns. Never changed once made: readers hold it as long as they like.</summary>
/// <remarks>Some 80 bytes a company, names included.</remarks>
internal sealed class EnterpriseChunk
{
    public const int Bits = 16, Size = 1 << Bits, CodeLength = 18;
    private readonly int[] _nameEnds;
    private readonly char[] _names;

    public EnterpriseChunk(ReadOnlySpan<EnterpriseFacts> companies) : this(null, companies)
    {
    }

    /// <param name="before">Comes first; its columns are copied.</param>
    public EnterpriseChunk(EnterpriseChunk? before, ReadOnlySpan<EnterpriseFacts> companies)
    {
        var kept = before?.Count ?? 0;
        (Ids, Adcodes, Counties) = (Column(before?.Ids, companies), Column(before?.Adcodes, companies), Column(before?.Counties, companies));
        (RegisteredOn, Capitals) = (Column(before?.RegisteredOn, companies), Column(before?.Capitals, companies));
        (Kinds, Divisions) = (Column(before?.Kinds, companies), Column(before?.Divisions, companies));
        (Flags, Currencies) = (Column(before?.Flags, companies), Column(before?.Currencies, companies));
        (ScopeHashes, _nameEnds) = (Column(before?.ScopeHashes, companies), Column(before?._nameEnds, companies));
        Codes = new byte[Ids.Length * CodeLength];
        before?.Codes.CopyTo(Codes, 0);
        var at = before?._names.Length ?? 0;
        var length = at;
        foreach (var company in companies)
        {
            length += company.Name.Length;
        }
        _names = new char[length];
        before?._names.CopyTo(_names, 0);
        for (var i = 0; i < companies.Length; i++)
        {
            var company = companies[i];
            company.Name.CopyTo(_names.AsSpan(at));
            _nameEnds[kept + i] = at += company.Name.Length;
            Put(kept + i, company);
        }
    }

    /// <summary>As <see cref="WriteTo"/> wrote it.</summary>
    /// <param name="currencies">The number of today for each number written.</param>
    public EnterpriseChunk(Stream from, byte[] currencies)
    {
        (Ids, Codes, Adcodes, Counties) = (from.ReadArray<long>(), from.ReadArray<byte>(), from.ReadArray<int>(), from.ReadArray<int>());
        (RegisteredOn, Capitals, ScopeHashes) = (from.ReadArray<int>(), from.ReadArray<long>(), from.ReadArray<int>());
        (Kinds, Divisions, Flags) = (from.ReadArray<byte>(), from.ReadArray<byte>(), from.ReadArray<byte>());
        Currencies = Array.ConvertAll(from.ReadArray<byte>(), number => currencies[number]);
        (_nameEnds, _names) = (from.ReadArray<int>(), from.ReadArray<char>());
    }

    public void WriteTo(Stream to)
    {
        to.WriteArray<long>(Ids);
        to.WriteArray<byte>(Codes);
        to.WriteArray<int>(Adcodes);
        to.WriteArray<int>(Counties);
        to.WriteArray<int>(RegisteredOn);
        to.WriteArray<long>(Capitals);
        to.WriteArray<int>(ScopeHashes);
        to.WriteArray<byte>(Kinds);
        to.WriteArray<byte>(Divisions);
        to.WriteArray<byte>(Flags);
        to.WriteArray<byte>(Currencies);
        to.WriteArray<int>(_nameEnds);
        to.WriteArray<char>(_names);
    }

    public long[] Ids { get; }

    /// <summary>18 bytes a company, zeros behind a shorter code.</summary>
    public byte[] Codes { get; }
    public int[] Adcodes { get; }
    public int[] Counties { get; }
    public int[] RegisteredOn { get; }
    public long[] Capitals { get; }
    public int[] ScopeHashes { get; }
    public byte[] Kinds { get; }
    public byte[] Divisions { get; }
    public byte[] Flags { get; }
    public byte[] Currencies { get; }
    public int Count => Ids.Length;

    public ReadOnlySpan<char> Name(int at)
    {
        var start = at == 0 ? 0 : _nameEnds[at - 1];
        return _names.AsSpan(start, _nameEnds[at] - start);
    }

    public ReadOnlySpan<byte> Code(int at) => Codes.AsSpan(at * CodeLength, CodeLength).TrimEnd((byte)0);

    public EnterpriseFacts Facts(int at) => new(Ids[at], Name(at).ToString(), Encoding.ASCII.GetString(Code(at)), Adcodes[at], Counties[at],
        RegisteredOn[at], (OrganisationKind)Kinds[at], Capitals[at], CurrencyTable.Code(Currencies[at]), (EnterpriseFlags)Flags[at], Divisions[at], ScopeHashes[at]);

    /// <summary>Room for the values of before and of the new companies; the old ones are in it.</summary>
    private static T[] Column<T>(T[]? before, ReadOnlySpan<EnterpriseFacts> companies)
    {
        var column = new T[(before?.Length ?? 0) + companies.Length];
        before?.CopyTo(column, 0);
        return column;
    }

    private void Put(int at, EnterpriseFacts company)
    {
        Encoding.ASCII.GetBytes(company.CreditCode, Codes.AsSpan(at * CodeLength, CodeLength));
        (Ids[at], Adcodes[at], Counties[at], RegisteredOn[at]) = (company.Id, company.Adcode, company.County, company.RegisteredOn);
        (Capitals[at], Kinds[at], Divisions[at], ScopeHashes[at]) = (company.CapitalCents, (byte)company.Kind, (byte)company.Division, company.ScopeHash);
        (Flags[at], Currencies[at]) = ((byte)company.Flags, CurrencyTable.Of(company.Currency));
    }
}
