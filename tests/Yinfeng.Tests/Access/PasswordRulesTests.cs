using Yinfeng.Access;

namespace Yinfeng.Tests.Access;

public class PasswordRulesTests
{
    [Theory]
    [InlineData("short", "password.short")]
    [InlineData("password123456", "password.common")]
    [InlineData("aaaaaaaaaaaaaa", "password.common")]
    [InlineData("abcdefghijklmn", "password.common")]
    [InlineData("li.min-grows-7-trees", "password.login")]
    public void Unmet_ForABadPassword_NamesTheRule(string password, string code) =>
        Assert.Contains(code, PasswordRules.Unmet(password, "li.min", SignInRules.Default).Select(u => u.Code));

    [Theory]
    [InlineData("马到成功 梧桐 phoenix 8")]
    [InlineData("correct horse battery")]
    public void Unmet_ForALongUncommonPassword_IsEmpty(string password) => Assert.Empty(PasswordRules.Unmet(password, "li.min", SignInRules.Default));

    [Theory]
    [InlineData("phoenix-nest-tree", "password.kinds")]
    [InlineData("Wutong7-8", null)]
    [InlineData("梧桐Wutong7", null)]
    [InlineData("Wt7-", "password.short")]
    public void Unmet_UnderDengbao_AsksForThreeKindsOfEightCharacters(string password, string? code)
    {
        var rules = SignInRules.Read(new Dictionary<string, string> { ["password.profile"] = "dengbao" });
        Assert.Equal(code is null ? [] : [code], PasswordRules.Unmet(password, "li.min", rules).Select(u => u.Code));
    }

    [Fact]
    public async Task Verify_FullWidthTyping_IsTheSamePassword()
    {
        var stored = await Passwords.HashAsync("phoenix-2026-nest", CancellationToken.None);
        Assert.True(await Passwords.VerifyAsync("ｐhoenix-２026-nest", stored, CancellationToken.None));
        Assert.False(await Passwords.VerifyAsync("phoenix-2026-nesT", stored, CancellationToken.None));
        Assert.False(await Passwords.VerifyAsync("decoy", null, CancellationToken.None));
    }
}
