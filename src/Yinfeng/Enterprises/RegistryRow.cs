using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>Something wrong with a row: <paramref name="Text"/> is what stood there.</summary>
internal readonly record struct RowProblem(string Reason, string Text);

/// <summary>A row of a registry file as read and checked, before anybody looks whether the company is known.</summary>
internal sealed class RegistryRow
{
    private RowProblem[] _problems = [];

    /// <summary>The head is row 1.</summary>
    public int Row { get; init; }

    /// <summary>Why the row is not taken; null when it is.</summary>
    public string? Refusal { get; set; }
    public IReadOnlyList<RowProblem> Problems => _problems;
    public string Name { get; set; } = "";
    public string CreditCode { get; set; } = "";

    /// <summary>See <see cref="EnterpriseGrowth"/>: made where many threads check rows, asked where one matches them.</summary>
    public uint NameHash { get; set; }
    public uint CodeHash { get; set; }
    public bool CodeChecked { get; set; }
    public int Adcode { get; set; }
    public int County { get; set; }
    public LedgerDate? RegisteredOn { get; set; }
    public OrganisationKind Kind { get; set; }
    public long? CapitalCents { get; set; }
    public string? Currency { get; set; }
    public bool CurrencyAssumed { get; set; }
    public bool CapitalDoubtful { get; set; }
    public bool NamesPerson { get; set; }
    public string Scope { get; set; } = "";
    public int ScopeHash { get; set; }

    /// <summary>Two digits of GB/T 4754; 0 where the words decide nothing.</summary>
    public int Division { get; set; }

    public void Mark(string reason, ReadOnlySpan<char> text) => _problems = [.. _problems, new(reason, text.Length > 100 ? text[..100].ToString() : text.ToString())];

    public void Refuse(string reason, ReadOnlySpan<char> text)
    {
        Refusal ??= reason;
        Mark(reason, text);
    }
}
