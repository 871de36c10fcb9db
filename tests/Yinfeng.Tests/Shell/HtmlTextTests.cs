using Yinfeng.Shell;

namespace Yinfeng.Tests.Shell;

/// <summary>Markup put together by hand encodes what people typed, wherever it stands.</summary>
public class HtmlTextTests
{
    [Fact]
    public void Add_EncodesWhatStandsInBraces_AndLeavesTheRest()
    {
        using var html = new HtmlText();
        html.Add($"<b title=\"{"\"><script>"}\">{"德州 & <i>"}</b>{1_234_567:N0}").Raw("<br>");
        Assert.Equal("<b title=\"&quot;&gt;&lt;script&gt;\">德州 &amp; &lt;i&gt;</b>1,234,567<br>", html.ToString());
    }

    [Fact]
    public void Attribute_EncodesItsValue_AndIsAbsentForNull()
    {
        using var html = new HtmlText();
        html.Raw("<a").Attribute("href", "/x?a=1&b=\"").Attribute("title", null).Raw(">");
        Assert.Equal("<a href=\"/x?a=1&amp;b=&quot;\">", html.ToString());
    }

    [Fact]
    public void Add_LongerThanTheFirstBuffer_KeepsEveryPiece()
    {
        using var html = new HtmlText();
        var expected = new System.Text.StringBuilder();
        for (var i = 0; i < 30_000; i++)
        {
            html.Add($"<p>{i}项</p>");
            expected.Append(System.Globalization.CultureInfo.InvariantCulture, $"<p>{i}项</p>");
        }
        Assert.Equal(expected.ToString(), html.ToString());
    }
}
