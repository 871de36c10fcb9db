using System.Security.Cryptography;
using System.Text;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Signs checkpoints with a key of its own in the data folder; made at the first use.</summary>
/// <remarks>The public half lies beside it for handing out. Whoever can read the private file can sign, so a root in a printed bulletin
/// or in a neighbour's hands is worth more than a signature.</remarks>
public sealed class AuditSigner(Database database) : IDisposable
{
    public const string PrivateFile = "audit-key.pem", PublicFile = "audit-key.pub.pem";
    private readonly Lock _gate = new();
    private ECDsa? _key;

    /// <summary>The public key of this installation.</summary>
    public AuditKey Key => KeyOf(Private().ExportSubjectPublicKeyInfo());

    /// <returns>r ‖ s in lower-case hex.</returns>
    public string Sign(string note)
    {
        lock (_gate)
        {
            return Convert.ToHexStringLower(Private().SignData(Encoding.UTF8.GetBytes(note), HashAlgorithmName.SHA256));
        }
    }

    internal static AuditKey KeyOf(byte[] spki) =>
        new() { Id = Convert.ToHexStringLower(SHA256.HashData(spki).AsSpan(0, 8)), Spki = Convert.ToHexStringLower(spki) };

    /// <summary>Whether the key signed the note; false too for a key or signature that is none.</summary>
    internal static bool Verify(AuditKey key, string note, string signature)
    {
        try
        {
            var spki = Convert.FromHexString(key.Spki);
            if (KeyOf(spki) is var own && (own.Id != key.Id || own.Spki != key.Spki))
            {
                return false;
            }
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(spki, out var read);
            var bytes = Convert.FromHexString(signature);
            return read == spki.Length && Convert.ToHexStringLower(bytes) == signature
                && ecdsa.VerifyData(Encoding.UTF8.GetBytes(note), bytes, HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private ECDsa Private()
    {
        lock (_gate)
        {
            return _key ??= Open();
        }
    }

    private ECDsa Open()
    {
        var path = Path.Combine(database.DataFolder, PrivateFile);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var half = path + ".part";
        File.Delete(half);
        using (var file = new StreamWriter(half, options))
        {
            file.Write(key.ExportPkcs8PrivateKeyPem() + "\n");
        }
        File.Move(half, path); // A file that was cut off never bears the name of a whole one.
        File.WriteAllText(Path.Combine(database.DataFolder, PublicFile), key.ExportSubjectPublicKeyInfoPem() + "\n");
        return key;
    }

    public void Dispose() => _key?.Dispose();
}
