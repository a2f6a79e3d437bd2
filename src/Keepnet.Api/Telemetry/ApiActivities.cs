using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Keepnet.Api.Transport;

namespace Keepnet.Api.Telemetry;

/// <summary>An activity for each try of a call, its answer's body included. Holds neither queries nor bodies nor the API's words.</summary>
internal static class ApiActivities
{
    private static readonly ActivitySource Source = new(KeepnetApiTelemetry.Name);

    /// <param name="call">What is sent.</param>
    /// <param name="attempt">Tries before this one.</param>
    /// <param name="sendAsync">Sends it and receives the answer.</param>
    public static async Task<T> TraceAsync<T>(ApiCall call, int attempt, Func<Task<T>> sendAsync)
    {
        using var activity = Start(call, attempt);
        try
        {
            return await sendAsync();
        }
        catch (KeepnetApiException failure)
        {
            var kind = JsonNamingPolicy.CamelCase.ConvertName(failure.Failure.ToString());
            activity?.SetTag("error.type", kind).SetStatus(ActivityStatusCode.Error, kind);
            throw;
        }
    }

    /// <summary>Notes the status of an answer with the call under way.</summary>
    public static void Answered(int status)
    {
        if (Activity.Current is { } activity && activity.Source == Source)
        {
            activity.SetTag("http.response.status_code", status);
            if (status >= 400)
            {
                // A refused token request ends without an exception.
                activity.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
            }
        }
    }

    private static Activity? Start(ApiCall call, int attempt)
    {
        var activity = Source.StartActivity($"{call.Method} {call.Route}", ActivityKind.Client);
        activity?.SetTag("http.request.method", call.Method.Method).SetTag("url.template", call.Route);
        if (attempt > 0)
        {
            activity?.SetTag("http.request.resend_count", attempt);
        }

        return activity;
    }
}
