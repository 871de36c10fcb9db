using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinfeng.Arbitration;

internal sealed record ClaimListJson(int Total, int Page, IEnumerable<ClaimRowJson> Claims)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static ClaimListJson Of(ClaimList list) => new(list.Total, list.Filter.Page, list.Rows.Select(ClaimRowJson.Of));
}

/// <summary>A case of a list; what the caller may not see is masked or null.</summary>
internal sealed record ClaimRowJson(long Id, ClaimState State, string[] Units, string[] Names, ClaimAnswer?[] Answers, IReadOnlyList<ClaimReason> Reasons, int? Score,
    int? Mine, DateOnly? Due, DateOnly FoundOn)
{
    public static ClaimRowJson Of(ClaimLine l) => new(l.Id, l.State, l.Units, l.Names, l.Answers, l.Reasons, l.Score, l.Mine, l.Due, l.FoundOn);
}

internal sealed record ClaimSideJson(int Side, string Unit, string Name, ClaimAnswer? Answer, string? Statement, string? AnsweredBy, IReadOnlyList<ClaimFact> Facts);

internal sealed record ClaimStepJson(ClaimAct Act, int? Side, DateTime AtUtc, string? By, string? Text);

internal sealed record ClaimRulingJson(int Round, string Number, DateOnly On, string Unit, string Text, string Reason);

internal sealed record ClaimJson(long Id, ClaimState State, int Version, string Arbiter, IReadOnlyList<ClaimReason> Reasons, int? Score, DateOnly? ClaimUntil,
    DateOnly? RulingDue, DateOnly? AppealUntil, int? Mine, string? Proposal, int? ProposedSide, IReadOnlyList<string> Advice, IEnumerable<ClaimSideJson> Sides,
    IEnumerable<ClaimStepJson> Steps, IEnumerable<ClaimRulingJson> Rulings)
{
    public static ClaimJson Of(ClaimView v) => new(v.Id, v.State, v.Version, v.ArbiterName, v.Reasons, v.Score, v.ClaimUntil, v.RulingDue, v.AppealUntil,
        v.Mine, v.Proposal,
        v.ProposedSide, v.Advice, v.Sides.Select(s => new ClaimSideJson(s.Side, s.UnitName, s.Name, s.Answer, s.Statement, s.AnsweredName, s.Facts)),
        v.Steps.Select(s => new ClaimStepJson(s.Act, s.Side, s.AtUtc, s.Name, s.Text)),
        v.Rulings.Select(r => new ClaimRulingJson(r.Round, r.Number, r.On, r.UnitName, r.Text, r.Reason)));
}
