using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Keepnet.Simulator;

/// <summary>What people and tests can look at beside the API itself.</summary>
internal static class StateEndpoints
{
    public static void MapState(this WebApplication app, SimulatedTenant tenant, Action reset)
    {
        app.MapGet("/", () => Results.Text(WelcomePage.Write(tenant), "text/html; charset=utf-8"));
        app.MapGet("/simulator/state", () => Results.Text(Json.Write(State(tenant)), "application/json"));
        app.MapPost("/simulator/reset", () =>
        {
            reset();
            return Results.NoContent();
        });
        app.MapPost("/simulator/revise", (string companyId, string widgetId) =>
            tenant.Data.Revise(companyId, widgetId) ? Results.NoContent() : Results.NotFound());
    }

    private static object State(SimulatedTenant tenant) => new
    {
        companies = tenant.Options.Companies,
        seed = tenant.Options.Seed,
        faults = tenant.Options.Faults,
        calls = tenant.Calls.Total,
        peakConcurrency = tenant.Calls.PeakConcurrency,
        counts = tenant.Calls.Counts
            .OrderBy(count => count.Key)
            .Select(count => new { operation = $"{count.Key.Operation}", status = count.Key.Status, count = count.Value }),
        mistakes = tenant.Calls.MistakeCounts
            .OrderBy(mistake => mistake.Key, StringComparer.Ordinal)
            .Select(mistake => new { mistake = mistake.Key, count = mistake.Value }),
    };
}
