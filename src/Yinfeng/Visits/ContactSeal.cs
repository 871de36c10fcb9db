using System.Text.Json;
using Yinfeng.Access;

namespace Yinfeng.Visits;

/// <summary>Seals and opens the person of a contact; without the vault's key a copy of the database tells nobody's name.</summary>
internal sealed class ContactSeal(Vault vault)
{
    private const string Purpose = "contact";

    public string Seal(ContactPerson person) => vault.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(person));

    /// <exception cref="InvalidDataException">It was sealed with another key: the data folder lacks its own vault.key.</exception>
    public ContactPerson Open(Contact contact) => vault.Open(Purpose, contact.Person) is { } json ? JsonSerializer.Deserialize<ContactPerson>(json)!
        : throw new InvalidDataException("联系人用另一个密钥加密，解不开。请从备份恢复数据文件夹里的 keys/vault.key。");

    /// <summary>As somebody sees it who may not know the person: the first character of the name.</summary>
    public static ContactPerson Masked(ContactPerson person) => new($"{person.Name[..1]}**", null, person.Telephone is null ? null : "***");
}
