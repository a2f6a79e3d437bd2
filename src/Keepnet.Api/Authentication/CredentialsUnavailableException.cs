namespace Keepnet.Api.Authentication;

/// <summary>
/// What an <see cref="IClientCredentialsSource"/> throws when it cannot read credentials. The message is shown to people as
/// it is: it says what is wrong and how to mend it, and holds no secret.
/// </summary>
public sealed class CredentialsUnavailableException(string message, bool isPassing, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether the same may succeed later; otherwise a person has to mend something.</summary>
    public bool IsPassing { get; } = isPassing;
}
