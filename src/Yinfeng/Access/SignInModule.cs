using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Access;

/// <summary>What getting in and staying in registers.</summary>
internal static class SignInModule
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        foreach (var setting in SignInRules.All.Concat(Oidc.All))
        {
            services.AddSingleton(setting with { Needs = Rights.ManageUsers }); // 三员分立: who gets in is the security administrator's.
        }
        return services
            .AddSingleton<Vault>()
            .AddSingleton<SignInSettings>()
            .AddSingleton<Sessions>()
            .AddSingleton<SlowAddresses>()
            .AddSingleton<SignIn>()
            .AddSingleton<CheckCode>()
            .AddSingleton<ProveAgain>()
            .AddSingleton<EnrolSecondFactor>()
            .AddSingleton<DropSecondFactor>()
            .AddSingleton<NewRecoveryCodes>()
            .AddSingleton<OidcProvider>()
            .AddSingleton<SignInByOidc>()
            .AddSingleton<KeepForm>()
            .AddSingleton<KeptForms>()
            .AddSingleton<SignOut>()
            .AddSingleton<KnownPasswords>()
            .AddSingleton<ChangePassword>()
            .AddSingleton<UnlockUser>()
            .AddSingleton<EndSession>()
            .AddSingleton<EndOwnSession>()
            .AddSingleton<AccountQueries>();
    }
}
