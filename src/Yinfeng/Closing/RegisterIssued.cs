using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Closing;

/// <summary>Closes a month by a bulletin that was printed elsewhere (补登已印发的通报): only its number and day are known.</summary>
internal sealed class RegisterIssued(Writer writer, CloseMonth close)
{
    public async Task<Decision<ClosedMonth>> RunAsync(Viewer viewer, long unitId, YearMonth period, string number, DateOnly issuedOn, CancellationToken ct) =>
        await writer.RunAsync(viewer, Rights.Publish, work => close.CloseAsync(work, new ClosingOrder(unitId, period, number, issuedOn, "", "", [], null), ct), ct);
}
