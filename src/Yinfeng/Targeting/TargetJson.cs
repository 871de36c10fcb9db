using System.Globalization;
using Yinfeng.Analytics.Openings;

namespace Yinfeng.Targeting;

/// <summary>A list of targets as REST and the command line hand it out.</summary>
public sealed record TargetListJson(string AsOf, string Chain, string? Node, string Unit, string UnitName, int Candidates,
    IReadOnlyList<TargetJson> Targets, TrackRecordJson? Backtest)
{
    internal static TargetListJson Of(TargetList list) => new(list.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), list.Chain.Id, list.Node?.Id,
        list.Place.Unit.Code, list.Place.Unit.Name, list.Candidates, [.. list.Targets.Select(TargetJson.Of)], list.Record is { } record ? TrackRecordJson.Of(record) : null);
}

/// <param name="Score">Log of the odds; for the order only.</param>
/// <param name="Parts">What each family of features adds, against the mean of the candidates.</param>
public sealed record TargetJson(int Rank, string? CreditCode, string Name, long EnterpriseId, string Place, string Node, double Score, IReadOnlyList<ScorePartJson> Parts,
    IReadOnlyList<TargetReason> Reasons, long? LeadId)
{
    internal static TargetJson Of(Target target) => new(target.Rank, target.CreditCode, target.Name, target.EnterpriseId, target.Place, target.Node.Id, target.Score,
        [.. target.Parts.Select(p => new ScorePartJson(p.Family.ToString().ToLowerInvariant(), p.Value))], target.Reasons, target.LeadId);
}

public sealed record ScorePartJson(string Family, double Value);

/// <param name="City">Of the asked city alone.</param>
public sealed record TrackRecordJson(string AsOf, int Horizon, int Companies, int LearntFrom, BaselineJson Model, BaselineJson CrossProvince,
    IReadOnlyList<BaselineJson> Baselines, CityRecordJson? City, string Data, IReadOnlyList<string> BlindSpots)
{
    internal static TrackRecordJson Of(TrackRecord record) => new(record.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), record.Horizon, record.Companies,
        record.Learnt, BaselineJson.Of("model", record.Model), BaselineJson.Of("crossProvince", record.CrossProvince),
        [BaselineJson.Of("distance", record.Distance), BaselineJson.Of("capital", record.Capital)],
        record.City is not { Positives: > 0 } city ? null
            : new CityRecordJson(city.Positives, city.Candidates, BaselineJson.Finite(city.Auc), city.Hits, BaselineJson.Finite(city.Lift)),
        TargetTerms.Data(record), TrackRecord.BlindSpots);
}

/// <param name="Hits50">Over all cities.</param>
/// <param name="HitRate50">Share of a list of fifty that opened, mean over cities.</param>
public sealed record BaselineJson(string Name, int Cities, int Positives, double? Auc, int Hits50, double HitRate50, double? Lift50)
{
    internal static BaselineJson Of(string name, BacktestMean mean) =>
        new(name, mean.Cities, mean.Positives, Finite(mean.Auc), mean.Hits, TrackRecord.HitRate(mean), Finite(mean.Lift));

    /// <summary>Nobody opened, so there is nothing to rank: no figure rather than a made-up one.</summary>
    internal static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

public sealed record CityRecordJson(int Positives, int Candidates, double? Auc, int Hits50, double? Lift50);

/// <summary>Followed advice with its outcome.</summary>
public sealed record AdviceJson(string Chain, string Node, string Unit, string Company, long EnterpriseId, string AsOf, int Rank, double Score, DateTime AtUtc, long LeadId,
    string LeadStatus, string Grade, long? ProjectId, string? Stage)
{
    internal static AdviceJson Of(AdviceLine line) => new(line.Advice.ChainId, line.Advice.Node, line.UnitName, line.Advice.Company, line.Advice.EnterpriseId,
        line.Advice.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Advice.Rank, line.Advice.Score, line.Advice.AtUtc, line.Advice.LeadId,
        line.Lead.ToString(), line.Grade.ToString(), line.ProjectId, line.Stage?.ToString());
}
