using System.Net;

namespace Keepnet.Simulator.Tests;

/// <summary>With every survivable profile at once, a client that merely tries again reads everything.</summary>
public sealed class AllFaultsTests
{
    private const int Tries = 4;

    [Theory]
    [InlineData("all", 1, 6)]
    [InlineData("all", 2, 6)]
    [InlineData("all:0.3", 3, 2)]
    public async Task Lets_a_persevering_client_read_every_widget(string faults, int seed, int companies)
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Seed = seed, Companies = companies, Faults = [faults] });
        var poisoned = FaultProfiles.PoisonedWidgetId(seed);

        foreach (var company in test.Data.OpenCompanies())
        {
            Assert.Contains("\"name\":", await PersevereAsync(test, () => test.Client.CatalogueAsync(company.Id)), StringComparison.Ordinal);
            foreach (var widgetId in test.Data.WidgetIds(company.Id).Where(id => id != poisoned))
            {
                var text = await PersevereAsync(test, () => test.Client.WidgetsAsync(company.Id, widgetId));

                var withoutId = test.Data.RenderWidget(company.Id, widgetId, "Last3Months")!.Replace($"\"resourceId\":\"{widgetId}\",", "", StringComparison.Ordinal);
                Assert.Contains(withoutId[1..], text, StringComparison.Ordinal);
            }
        }

        Assert.Contains(test.Tenant.Calls.Requests, request => request.Faults.Count > 0);
        Assert.Empty(test.Tenant.Calls.Mistakes);
    }

    private static async Task<string> PersevereAsync(TenantTest test, Func<Task<HttpResponseMessage>> call)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await TryAsync(test, call) is { } text)
                return text;
        }
        throw new InvalidOperationException($"No answer after {Tries} tries.");
    }

    private static async Task<string?> TryAsync(TenantTest test, Func<Task<HttpResponseMessage>> call)
    {
        try
        {
            var answer = await call();
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Unused)
                test.Client.UseToken(test.Tenant.IssueToken());
            var text = await answer.TextAsync();
            return answer.IsSuccessStatusCode && !text.Contains("\"data\":null", StringComparison.OrdinalIgnoreCase) ? text : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
