using Yinfeng.Access;

namespace Yinfeng.Shell;

/// <summary>Something an office sets for itself; a room registers its own as singletons and reads them from the settings room.</summary>
/// <param name="Key">Stable: "map.approval".</param>
/// <param name="Group">Heading on the page.</param>
/// <param name="Secret">Sealed where it lies, never shown again, exported or logged once set.</param>
/// <param name="Wrong">What is wrong with a text and what to do, or null.</param>
/// <param name="Choices">Where only some texts make sense: each with how the page calls it.</param>
/// <param name="Needs">Whoever has this right sees and sets it; others are not told of it.</param>
public sealed record KnownSetting(string Key, string Group, string Label, string Hint, string Default = "", bool Secret = false,
    Func<string, string?>? Wrong = null, IReadOnlyList<(string Value, string Label)>? Choices = null, Rights Needs = Rights.ManageSystem);
