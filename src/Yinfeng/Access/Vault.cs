using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>Seals what must not be read where it lies: secrets in the database, tickets in cookies. AES-256-GCM.</summary>
/// <remarks>The key is a file of the data folder that only the server's own user may read, not the database: whoever gets hold of a
/// copy of the database alone cannot open anything. Each purpose has a key of its own (HKDF), so that nothing sealed for one
/// opens for another. Servers that share a database must share this file.</remarks>
public sealed class Vault(Database database)
{
    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;
    private readonly Lazy<byte[]> _key = new(() => ReadOrMake(Path.Combine(database.DataFolder, "keys", "vault.key")));

    public string Seal(string purpose, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(KeyFor(purpose), TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length));
        return Base64Url.EncodeToString(sealedBytes);
    }

    /// <returns>Null when it was not sealed here for this purpose, or was altered.</returns>
    public byte[]? Open(string purpose, string? text)
    {
        if (string.IsNullOrEmpty(text) || !Base64Url.IsValid(text))
        {
            return null;
        }
        var sealedBytes = Base64Url.DecodeFromChars(text);
        if (sealedBytes.Length < NonceBytes + TagBytes)
        {
            return null;
        }
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(KeyFor(purpose), TagBytes);
        try
        {
            aes.Decrypt(sealedBytes.AsSpan(0, NonceBytes), sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return plain;
    }

    /// <summary>A keyed hash in lower-case hex, for codes too short to be stored under a plain one.</summary>
    public string Mac(string purpose, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(KeyFor(purpose), Encoding.UTF8.GetBytes(text)));

    private byte[] KeyFor(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.Value, KeyBytes, info: Encoding.UTF8.GetBytes("yinfeng:" + purpose));

    private static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var draft = path + "." + Guid.NewGuid().ToString("N");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using (var file = new FileStream(draft, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                file.Flush(flushToDisk: true);
            }
            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft); // Another process was first: its key holds.
            }
        }
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? key
            : throw new InvalidDataException($"密钥文件 {path} 应为 {KeyBytes} 字节，实为 {key.Length} 字节。请从备份恢复它；没有备份时两步验证须由各人重新启用。");
    }
}
