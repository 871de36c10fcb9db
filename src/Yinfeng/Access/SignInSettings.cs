using Yinfeng.Settings;

namespace Yinfeng.Access;

/// <summary>The rules in force, read once for each change of the settings: every request asks for them.</summary>
public sealed class SignInSettings(OfficeSettings office)
{
    private volatile Held _held = new(null, SignInRules.Default);

    /// <summary>The rules as last read; at first the defaults.</summary>
    public SignInRules Last => _held.Rules;

    /// <returns>The same object until a rule changes.</returns>
    public ValueTask<SignInRules> NowAsync(CancellationToken ct)
    {
        var all = office.AllAsync(ct);
        return all.IsCompletedSuccessfully ? new(Of(all.Result)) : WaitAsync(all);
    }

    private async ValueTask<SignInRules> WaitAsync(ValueTask<IReadOnlyDictionary<string, string>> all) => Of(await all);

    private SignInRules Of(IReadOnlyDictionary<string, string> texts)
    {
        var held = _held;
        if (ReferenceEquals(held.Texts, texts))
        {
            return held.Rules;
        }
        var read = SignInRules.Read(texts);
        _held = new(texts, read == held.Rules ? held.Rules : read); // Other settings changed: sessions need not be looked at again.
        return _held.Rules;
    }

    private sealed record Held(IReadOnlyDictionary<string, string>? Texts, SignInRules Rules);
}
