using Yinfeng.Industries;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>A registry file that is being read: it begins when it is made, so that the next file is read while this one is stored.</summary>
public sealed class RegistryReading : IDisposable
{
    private const int BlocksAhead = 3;
    private readonly IEnumerator<List<RegistryRow>> _blocks;
    private bool _any;
    private RegistryRefusedException? _refused;

    public RegistryReading(RegistryFile file, RegistryPlaces places, IndustryJudge industries, DateOnly today, SaidColumns said)
    {
        File = file;
        _blocks = ReadAhead.Of(file.Read(said, heads =>
        {
            var mapping = RegistryMapping.Of(heads, said.Of(heads));
            Mapping = mapping.Allowed ? mapping.Value! : throw new RegistryRefusedException(mapping.Unmet[0].Code, mapping.Unmet[0].Message);
            return new RegistryCheck(Mapping, places, industries, today);
        }), BlocksAhead).GetEnumerator();
    }

    public RegistryFile File { get; }

    /// <summary>Known once the first block is there.</summary>
    public RegistryMapping Mapping { get; private set; } = null!;

    /// <summary>Starts the threads and waits for the first rows; what refuses the file comes out when the rows are asked for.</summary>
    public void Begin()
    {
        try
        {
            _any = _blocks.MoveNext();
        }
        catch (RegistryRefusedException e)
        {
            _refused = e;
        }
    }

    /// <summary>Rows in the order of the file; once.</summary>
    /// <exception cref="RegistryRefusedException">The file is refused, or breaks off.</exception>
    internal IEnumerable<List<RegistryRow>> Blocks
    {
        get
        {
            if (_refused is not null)
            {
                throw _refused;
            }
            for (var more = _any; more; more = _blocks.MoveNext())
            {
                yield return _blocks.Current;
            }
        }
    }

    public void Dispose() => _blocks.Dispose();
}
