using Keepnet.Api.Authentication;
using Keepnet.Api.Tests.Support;

namespace Keepnet.Api.Tests.Authentication;

/// <summary>Credentials that are refused, rotated, or not to be had.</summary>
public sealed class CredentialsTests
{
    private static readonly ClientCredentials First = new("exporter-01", "first-secret");
    private static readonly ClientCredentials Second = new("exporter-01", "second-secret");

    private readonly ClientFixture _fixture = new() { Credentials = new FakeCredentials(First) };

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    public async Task Tries_rotated_credentials_when_the_old_ones_are_refused(int status)
    {
        var source = new FakeCredentials(First, Second);
        var fixture = new ClientFixture { Credentials = source };
        fixture.Expect(FakeKeepnet.TokenCall, Answers.Json("""{"error":"invalid_client"}""", status), Answers.Token("two"));

        await fixture.Client.GetIdentityAsync(CancellationToken.None);

        Assert.Equal([null, First], source.Refused);
        Assert.Contains("client_secret=second-secret", fixture.Api.TokenCalls[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_credentials_without_others_fail_with_the_reason_and_without_the_secret()
    {
        _fixture.Expect(FakeKeepnet.TokenCall, Answers.Json(
            """{"error":"invalid_client","error_description":"no client with first-secret, ask ida@example.test"}""", 400));

        var failure = await _fixture.FailureAsync(client => client.GetIdentityAsync(CancellationToken.None));

        Assert.Equal((KeepnetFailure.Authentication, NextStep.FixSettings), (failure.Failure, failure.Next));
        Assert.Contains("invalid_client", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("first-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ida@", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal("POST /connect/token", failure.Call);
    }

    [Fact]
    public async Task Stops_asking_a_source_that_always_has_other_credentials()
    {
        var many = Enumerable.Range(0, 10).Select(number => new ClientCredentials("exporter", $"secret-{number}")).ToArray();
        var fixture = new ClientFixture { Credentials = new FakeCredentials(many) };
        fixture.Expect(FakeKeepnet.TokenCall, Enumerable.Repeat(Answers.Empty(401), 6));

        var failure = await fixture.FailureAsync(client => client.GetIdentityAsync(CancellationToken.None));

        Assert.Equal(KeepnetFailure.Authentication, failure.Failure);
    }

    [Fact]
    public async Task A_fault_of_the_source_of_credentials_is_told_by_its_kind_and_never_by_its_words()
    {
        var fixture = new ClientFixture { Credentials = new ClosedVault(new InvalidOperationException("The secret is open sesame.")) };

        var failure = await fixture.FailureAsync(client => client.GetIdentityAsync(CancellationToken.None));

        Assert.Equal(KeepnetFailure.Authentication, failure.Failure);
        Assert.Contains(nameof(InvalidOperationException), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("open sesame", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, KeepnetFailure.Authentication, NextStep.FixSettings)]
    [InlineData(true, KeepnetFailure.Unavailable, NextStep.TryLater)]
    public async Task A_source_says_itself_whether_its_failure_may_pass(bool isPassing, KeepnetFailure failure, NextStep next)
    {
        var fixture = new ClientFixture { Credentials = new ClosedVault(new CredentialsUnavailableException("The vault is shut today.", isPassing)) };

        var exception = await fixture.FailureAsync(client => client.GetIdentityAsync(CancellationToken.None));

        Assert.Equal((failure, next), (exception.Failure, exception.Next));
        Assert.EndsWith("cannot be read. The vault is shut today.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Api.All);
    }

    [Fact]
    public async Task Tells_the_refusal_too_when_no_other_credentials_can_be_read()
    {
        var fixture = new ClientFixture
        {
            Credentials = new ClosedVault(new CredentialsUnavailableException("The vault is shut today.", isPassing: true)) { OpenFor = First },
        };
        fixture.Expect(FakeKeepnet.TokenCall, Answers.Json("""{"error":"invalid_client"}""", 401));

        var exception = await fixture.FailureAsync(client => client.GetIdentityAsync(CancellationToken.None));

        Assert.Contains("refused with HTTP 401, and no other client credentials can be read (invalid_client). The vault", exception.Message, StringComparison.Ordinal);
    }
}
