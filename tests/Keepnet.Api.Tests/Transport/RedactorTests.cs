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
    [InlineData("user=ida.sorli%40example.test now", "[removed] now")]
    [InlineData("ask ida.sorli\\u0040example.test now", "ask [removed] now")]
    [InlineData("wrong secret s\\u002Bcr=t\\u0026 here", "wrong secret [removed] here")]
    [InlineData("wrong secret s+cr=t&amp; here", "wrong secret [removed] here")]
    [InlineData("Basic cytjcj10Jg== refused", "Basic [removed] refused")]
    [InlineData("a\r\nb\u0000\u001b[31mc\u202e", "a b [31mc")]
    [InlineData("api.keepnetlabs.com says no", "api.keepnetlabs.com says no")]
    [InlineData(null, "")]
    public void Removes_what_must_not_be_read(string? text, string expected)
    {
        _redactor.Learn("s+cr=t&");

        Assert.Equal(expected, _redactor.Clean(text));
    }

    [Fact]
    public void Removes_the_beginning_of_a_secret_at_which_a_text_was_cut()
    {
        _redactor.Learn("secret-at-the-edge");

        Assert.Equal("so much: [removed]", _redactor.Clean("so much: " + new string(' ', 100) + "secret-at-the-ed"));
    }

    [Fact]
    public void Remembers_the_client_secret_however_many_tokens_it_buys()
    {
        for (var token = 0; token < 500; token++)
        {
            _redactor.Learn("the-client-secret");
            _redactor.Learn($"opaque-token-number-{token}");
        }

        Assert.Equal("[removed] [removed]", _redactor.Clean("the-client-secret opaque-token-number-499"));
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
