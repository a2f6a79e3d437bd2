namespace Keepnet.Api.Telemetry;

/// <summary>How this client's traces and metrics are found.</summary>
public static class KeepnetApiTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Keepnet.Api";
}
