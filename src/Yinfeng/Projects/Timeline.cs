using System.Text.Json;
using Yinfeng.Audit;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>One line of a project's history.</summary>
public sealed record TimelineEntry(DateTime AtUtc, string Text, string Actor);

/// <summary>Tells the audit log of a project in sentences. What has no sentence is told by its name, never left out.</summary>
internal static class Timeline
{
    public static string Sentence(AuditEntry entry)
    {
        using var detail = JsonDocument.Parse(entry.Detail);
        var d = detail.RootElement;
        return entry.Action switch
        {
            "project.create" => "登记项目" + Because(d),
            "project.edit" => "修改" + Changes(d),
            "project.move" => $"推进到“{Stage(d, "to")}”" + OnDates(d),
            "project.move-back" => $"退回“{Stage(d, "to")}”" + Because(d),
            "project.override" => $"特批进入“{Stage(d, "to")}”，缺 {Count(d, "overridden")} 项" + OnDates(d) + Because(d),
            "project.suspend" => "暂停" + Because(d),
            "project.resume" => "恢复" + Because(d),
            "project.terminate" => "终止" + Because(d),
            "project.month" => $"报送 {Text(d, "month")} 进度" + Month(d),
            "project.month-verify" => $"核验 {Text(d, "month")} 月报" + Remark(d),
            "project.month-accept" => $"确认 {Text(d, "month")} 月报" + Remark(d),
            "project.month-return" => $"退回 {Text(d, "month")} 月报" + Because(d),
            "evidence.add" => $"上传{EvidenceName(d)}“{Text(d, "fileName")}”",
            "evidence.verify" => $"核验{EvidenceName(d)}“{Text(d, "fileName")}”",
            "evidence.withdraw" => $"撤回{EvidenceName(d)}“{Text(d, "fileName")}”" + Because(d),
            "project.credit" => $"自 {Text(d, "from")} 起按 {Text(d, "shares")} 分配业绩" + Because(d),
            "project.transfer" => $"自 {Text(d, "from")} 起由{Text(d, "fromName")}移交{Text(d, "toName")}，业绩 {Text(d, "shares")}" + Because(d),
            "task.submit" => $"督查（{Text(d, "draw")}）：{Inspections.InspectionTerms.Of(Enum.TryParse<Inspections.InspectionResult>(Text(d, "result"), ignoreCase: true, out var result) ? result : null)}",
            "finding.close" => "督查发现销号" + Because(d),
            "project.tag" => $"添加标签“{Text(d, "label")}”",
            "project.untag" => $"去掉标签“{Text(d, "label")}”",
            "project.assign" => $"{ProjectFields.LabelOf(Text(d, "field"))}改为 {Or(Text(d, "after"), "空")}",
            "project.resolution" => $"{Text(d, "meeting")}议定事项{Text(d, "act")}：{Short(Text(d, "text"))}（时限 {Text(d, "deadline")}）" + Because(d),
            "project.promise" => $"承诺{Text(d, "act")}：{Short(Text(d, "text"))}（期限 {Text(d, "deadline")}）" + Because(d),
            "project.review" => $"会审{Text(d, "act")}：{Short(Text(d, "subject"))}" + Because(d),
            "project.grant" => $"政策兑现{Text(d, "act")}：{Short(Text(d, "clause"))}",
            var other => other,
        };
    }

    private static string Changes(JsonElement d)
    {
        if (!d.TryGetProperty("before", out var before) || !d.TryGetProperty("after", out var after)
            || after.ValueKind != JsonValueKind.Object)
        {
            return "项目";
        }
        return string.Join("；", after.EnumerateObject().Select(x =>
            $"{ProjectFields.LabelOf(x.Name)}：{Short(Text(before, x.Name))} → {Short(x.Value.ToString())}"));
    }

    private static string Month(JsonElement d)
    {
        if (!d.TryGetProperty("after", out var after))
        {
            return "";
        }
        var parts = new List<string>();
        if (after.TryGetProperty("progress", out var progress) && progress.ValueKind == JsonValueKind.String)
        {
            parts.Add(Short(progress.GetString()!));
        }
        if (after.TryGetProperty("fundsWan", out var funds) && funds.ValueKind == JsonValueKind.Number)
        {
            parts.Add($"到位 {Money.Show(Money.FromWan(funds.GetDecimal()))}");
        }
        var corrected = d.TryGetProperty("before", out var before) && before.ValueKind == JsonValueKind.Object ? "（更正）" : "";
        var typed = Text(d, "typedForUnit") is { Length: > 0 } unit ? $"（代{unit}{Text(d, "reporter")}填报）" : "";
        return corrected + typed + (parts.Count == 0 ? "" : "：" + string.Join("，", parts));
    }

    private static string Remark(JsonElement d) => Text(d, "reason") is { Length: > 0 } remark ? $"，意见：{remark}" : "";

    private static string OnDates(JsonElement d) =>
        d.TryGetProperty("dates", out var dates) && dates.ValueKind == JsonValueKind.Object
        && dates.EnumerateObject().LastOrDefault() is { Value.ValueKind: JsonValueKind.String } last
            ? $"（{last.Value.GetString()}）" : "";

    private static string Because(JsonElement d)
    {
        var decided = Text(d, "decidedBy");
        var reason = Text(d, "reason");
        return (decided.Length > 0 ? $"，{decided}决定" : "") + (reason.Length > 0 ? $"，原因：{reason}" : "");
    }

    private static string Stage(JsonElement d, string name) =>
        Enum.TryParse<ProjectStage>(Text(d, name), ignoreCase: true, out var stage) ? Terms.Of(stage) : Text(d, name);

    private static string EvidenceName(JsonElement d) =>
        Enum.TryParse<EvidenceKind>(Text(d, "kind"), ignoreCase: true, out var kind) ? Terms.Of(kind) : "佐证";

    private static int Count(JsonElement d, string name) =>
        d.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    private static string Text(JsonElement d, string name) =>
        d.ValueKind == JsonValueKind.Object && d.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString() : "";

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
    private static string Short(string text) => text.Length == 0 ? "空" : text.Length > 60 ? text[..60] + "…" : text;
}
