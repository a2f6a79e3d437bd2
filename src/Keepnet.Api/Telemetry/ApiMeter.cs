using System.Diagnostics;
using System.Diagnostics.Metrics;
using Keepnet.Api.Transport;

namespace Keepnet.Api.Telemetry;

/// <summary>Measures the calls of one client. Dimensions never name a company or a report: there are too many of them.</summary>
internal sealed class ApiMeter
{
    private readonly Counter<long> _calls;
    private readonly Counter<long> _retries;

    /// <param name="meters">Makes meters; null for a meter of its own.</param>
    /// <param name="throttle">What holds calls back.</param>
    public ApiMeter(IMeterFactory? meters, Throttle throttle)
    {
        var meter = meters?.Create(KeepnetApiTelemetry.Name) ?? new Meter(KeepnetApiTelemetry.Name);
        _calls = meter.CreateCounter<long>("keepnet.api.calls", "{call}", "Requests sent, retries included, by how they were answered.");
        _retries = meter.CreateCounter<long>("keepnet.api.retries", "{call}", "Requests sent again after a failure.");
        meter.CreateObservableGauge("keepnet.api.throttle.pause", () => throttle.Pausing.TotalSeconds, "s", "Time for which all calls still pause because the API asked for it.");
        meter.CreateObservableGauge("keepnet.api.throttle.rate", () => RateOf(throttle), "{call}/s", "Calls allowed a second; nothing as long as there is no limit.");
    }

    public void Answered(ApiCall call, int status) => _calls.Add(1, Tags(call, "http.response.status_code", status));

    public void NotAnswered(ApiCall call, Exception exception) => _calls.Add(1, Tags(call, "error.type", exception.GetType().FullName));

    public void Retried(ApiCall call) => _retries.Add(1, Tags(call));

    private static IEnumerable<Measurement<double>> RateOf(Throttle throttle) =>
        double.IsFinite(throttle.CallsPerSecond) ? [new Measurement<double>(throttle.CallsPerSecond)] : [];

    private static TagList Tags(ApiCall call) => new() { { "http.request.method", call.Method.Method }, { "url.template", call.Route } };

    private static TagList Tags(ApiCall call, string key, object? value)
    {
        var tags = Tags(call);
        tags.Add(key, value);
        return tags;
    }
}
