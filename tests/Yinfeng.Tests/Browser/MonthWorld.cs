using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Tests.Access;

namespace Yinfeng.Tests.Browser;

/// <summary>A world whose clock stands at 2023-07-10 07:30 in Shanghai until a test moves it.</summary>
public sealed class MonthWorld : BrowserWorld
{
    private readonly Clock _clock = new(Shanghai(7, 10, 7));

    protected override TimeProvider Time => _clock;

    /// <summary>Moves the clock to an hour of a day in Shanghai; whoever was signed in for long has to sign in again.</summary>
    public void MoveTo(int month, int day, int hour) => _clock.Now = Shanghai(month, day, hour);

    private static DateTimeOffset Shanghai(int month, int day, int hour) =>
        new DateTimeOffset(2023, month, day, hour, 30, 0, TimeSpan.FromHours(8)).ToUniversalTime();

    /// <summary>Adds a person, who signs in with the one-time password first.</summary>
    public async Task AddAsync(string login, string name, string unit, Role role)
    {
        var added = await Services.GetRequiredService<AddUser>().RunAsync(Viewer.Operator("test"), new(login, name, unit, [role]), default);
        OneTime[login] = added.Value!.Password;
    }
}
