namespace Yinfeng.Access;

/// <summary>What a person may do in one office; every route, command and write names the one it needs.</summary>
[Flags]
public enum Rights
{
    /// <summary>What concerns only oneself: password, messages, sign-ins. Everybody who is signed in has it.</summary>
    None = 0,

    /// <summary>查看: business data of one's part of the unit tree.</summary>
    See = 1 << 0,

    /// <summary>Negotiations graded 商业秘密 that a unit below one's own leads, before they are signed.</summary>
    SeeSecrets = 1 << 1,

    /// <summary>填报: leads, projects, their months and evidence, ledgers.</summary>
    Report = 1 << 2,

    /// <summary>核实: evidence and months that somebody else reported.</summary>
    Verify = 1 << 3,

    /// <summary>认定: accept months, decide stages, share credit, take imports back, set targets, share what is confidential.</summary>
    Approve = 1 << 4,

    /// <summary>印发: number bulletins, which closes months; templates and returns.</summary>
    Publish = 1 << 5,

    /// <summary>督查: draws, inspections, doubts about figures.</summary>
    Inspect = 1 << 6,

    /// <summary>The tree of units, read without any business data.</summary>
    SeeUnits = 1 << 7,

    /// <summary>系统管理: units and settings.</summary>
    ManageSystem = 1 << 8,

    /// <summary>安全管理: accounts, appointments, sign-ins.</summary>
    ManageUsers = 1 << 9,

    /// <summary>审计管理: the audit log, its roots and proofs.</summary>
    ReadAudit = 1 << 10,

    /// <summary>Everything: a command run on the machine itself.</summary>
    All = (1 << 11) - 1,
}
