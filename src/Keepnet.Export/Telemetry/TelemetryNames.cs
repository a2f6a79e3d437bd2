using Keepnet.Api.Telemetry;

namespace Keepnet.Export.Telemetry;

/// <summary>What a head subscribes to in order to get all traces and metrics of the exporter.</summary>
public static class TelemetryNames
{
    /// <summary>Name of the exporter's own activity source and meter.</summary>
    public const string Export = "Keepnet.Export";

    /// <summary>Activity sources.</summary>
    public static string[] Sources => [Export, KeepnetApiTelemetry.Name];

    /// <summary>Meters.</summary>
    public static string[] Meters => [Export, KeepnetApiTelemetry.Name];

    // Attributes and dimensions.
    internal const string RunId = "keepnet.export.run.id";
    internal const string CompanyId = "keepnet.export.company.id";
    internal const string Trigger = "keepnet.export.trigger";
    internal const string Outcome = "keepnet.export.outcome";
    internal const string ErrorType = "error.type";
}
