namespace Keepnet.Api.Transport;

/// <summary>Calls pause for longer than a caller is made to wait.</summary>
internal sealed class ThrottlePausedException(TimeSpan remaining) : Exception("Calls pause because the API asked for it.")
{
    public TimeSpan Remaining { get; } = remaining;
}
