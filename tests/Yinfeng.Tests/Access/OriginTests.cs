using Yinfeng.Access;

namespace Yinfeng.Tests.Access;

public class OriginTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36", "Windows 上的 Chrome")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0", "Windows 上的 Edge")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.49", "iPhone 上的 微信")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; UOS) AppleWebKit/537.36 Chrome/97.0 Safari/537.36", "统信 上的 Chrome")]
    [InlineData("curl/8.5.0", "curl")]
    [InlineData("", null)]
    public void Words_AreThoseAPersonWouldUse(string header, string? words) => Assert.Equal(words, Origin.Words(header));
}
