using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Notices;

/// <summary>A person chooses where mail goes; empty for none. Tells the log that it changed, not the address.</summary>
internal sealed class SetAddress(Writer writer)
{
    public async Task<Decision> RunAsync(Viewer viewer, string? email, CancellationToken ct)
    {
        email = email?.Trim() ?? "";
        if (email.Length > 0 && (email.Length > 200 || !MailAddress.TryCreate(email, out var read) || read.Address != email))
        {
            return Decision.Refuse("notice.address", "email", $"“{email}”不是邮件地址，应写成 liming@example.gov.cn 这样。不想收邮件就留空。");
        }
        return await writer.RunAsync(viewer, Rights.None, async work =>
        {
            var address = await work.Db.Set<NoticeAddress>().FirstOrDefaultAsync(a => a.ActorId == viewer.ActorId, ct);
            if (email.Length == 0 && address is not null)
            {
                work.Db.Remove(address);
            }
            else if (address is not null)
            {
                address.Email = email;
            }
            else if (email.Length > 0)
            {
                work.Db.Add(new NoticeAddress { ActorId = viewer.ActorId, Email = email });
            }
            work.Audit("notice.address", viewer.ActorId, new { set = email.Length > 0 });
            return Decision.Allow;
        }, ct);
    }
}
