using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Logs that data leave the house (导出), or that something masked was shown (查看原文), before a byte goes.</summary>
public sealed class RecordExport(Writer writer)
{
    /// <param name="kind">What left, as <see cref="AuditWords"/> knows it: <c>ledger</c>, <c>bulletin</c>.</param>
    /// <param name="subject">What it was about: <c>project:12</c>; empty for many things.</param>
    /// <param name="detail">File name, filter, count.</param>
    public Task RunAsync(Viewer viewer, string kind, string subject, object detail, CancellationToken ct) =>
        LogAsync(viewer, "export." + kind, subject, detail, ct);

    /// <param name="kind">What was shown in clear, such as <c>identity-number</c>.</param>
    /// <param name="reason">As the person gave it.</param>
    public Task RevealAsync(Viewer viewer, string kind, string subject, string reason, CancellationToken ct) =>
        LogAsync(viewer, "reveal." + kind, subject, new { reason }, ct);

    private Task<int> LogAsync(Viewer viewer, string action, string subject, object detail, CancellationToken ct) => writer.RunAsync(viewer, Rights.None, work =>
    {
        work.Audit(action, subject, detail);
        return Task.FromResult(0);
    }, ct);
}
