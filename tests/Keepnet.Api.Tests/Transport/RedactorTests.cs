using Keepnet.Api.Transport;

namespace Keepnet.Api.Tests.Transport;

public sealed class RedactorTests
{
    private readonly Redactor _redactor = new();

    [Theory]
    [InlineData("wrong secret s+cr=t& here", "wrong secret [removed] here")]
    [InlineData("wrong secret s%2Bcr%3Dt%26 here", "wrong secret [removed] here")]
    [InlineData("wrong secret S%2bCR%3dT%26 here", "wrong secret [removed] here")]
    [InlineData("token eyJhbGciOi.eyJzdWIiOiJ.abc-_x!", "token [removed]!")]
    [InlineData("token 0123456789ab.0123456789ab.0123456789ab", "token [removed]")]
    [InlineData("ask <ida.sorli+x@example.test> now", "ask <[removed]> now")]
    [InlineData("a\r\nb\u0000\u001b[31mc\u202e", "a b [31mc")]
    [InlineData("api.keepnetlabs.com says no", "api.keepnetlabs.com says no")]
    [InlineData(null, "")]
    public void Removes_what_must_not_be_read(string? text, string expected)
    {
        _redactor.Learn("s+cr=t&");

        Assert.Equal(expected, _redactor.Clean(text));
    }

    [Fact]
    public void Shortens_after_removing()
    {
        _redactor.Learn("secret-at-the-edge");

        var clean = _redactor.Clean(new string('x', 290) + "secret-at-the-edge" + new string('y', 1000));

        Assert.Equal(301, clean.Length);
        Assert.DoesNotContain("secret", clean, StringComparison.Ordinal);
    }
}
