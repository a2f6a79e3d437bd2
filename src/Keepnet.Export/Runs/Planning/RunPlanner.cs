using Keepnet.Api;
using Keepnet.Export.Companies;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Layout;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Settings;
using Keepnet.Export.Storage;
using Keepnet.Export.Vault;

namespace Keepnet.Export.Runs.Planning;

/// <summary>Plans runs: lists the companies and writes them down, then <c>run.json</c>, whose presence means the plan is whole.</summary>
internal sealed class RunPlanner(
    KeepnetClient client, IExportStore store, RunCatalog runs, PrivacyFilterFactory privacy, ExportOptions options, TimeProvider time)
{
    private const int MaxWarnings = 100;

    /// <summary>The plan of a run; the one that exists already if there is one, so that planning twice makes one run.</summary>
    /// <exception cref="KeepnetApiException">The companies could not be listed; there is no plan.</exception>
    /// <exception cref="CompanyNotListedException">A company that had to be listed is not; there is no plan.</exception>
    /// <exception cref="VaultException">The key of pseudonyms cannot be read; there is no plan.</exception>
    public async Task<RunPlan> PlanAsync(RunRequest request, CancellationToken cancellationToken)
    {
        if (await runs.FindPlanAsync(request.RunId, cancellationToken) is { } existing)
        {
            return existing;
        }

        var requestedAt = request.RequestedAt ?? time.GetUtcNow();
        var callsBefore = ApiCounts.Of(client.Statistics);
        var warnings = new List<string>(request.Warnings);
        if (NeededPermissions.MissingIn(await client.GetIdentityAsync(cancellationToken)) is { Count: > 0 } missing)
        {
            warnings.Add($"The token does not list {string.Join(", ", missing)}: grant it to the client's role if calls are refused.");
        }

        var expected = await WriteCompaniesAsync(request, warnings, cancellationToken);
        var plan = new RunPlan
        {
            RunId = request.RunId,
            Trigger = request.Trigger,
            Period = request.Period.ToString(),
            RequestedAt = requestedAt,
            ScheduledFor = request.ScheduledFor,
            Expected = expected,
            Filters = request.Filters,
            Privacy = options.Privacy.ToSetting(),
            ReportDetails = options.ReportDetails,
            Warnings = warnings,
            Api = ApiCounts.Of(client.Statistics) - callsBefore,
        };

        // Read back what is written: whoever plans and whoever resumes then work from the very same plan.
        var content = ExportJson.Document(plan);
        return await store.TryCreateAsync(StorePaths.Plan(plan.RunId), content, cancellationToken)
            ? ExportJson.Read<RunPlan>(content)
            : await runs.FindPlanAsync(plan.RunId, cancellationToken) ?? throw new StoreException($"{StorePaths.Plan(plan.RunId)} was there and is gone.", isPassing: true);
    }

    private async Task<int> WriteCompaniesAsync(RunRequest request, List<string> warnings, CancellationToken cancellationToken)
    {
        // Listed by somebody who died before run.json, or who plans the very same run at this moment: one list serves both.
        if (await FindCompaniesAsync(request.RunId, cancellationToken) is { } listed)
        {
            return listed;
        }

        await using var file = new LineWriter(store, StorePaths.Companies(request.RunId));
        var wanted = new HashSet<string>(request.Filters.Include, StringComparer.Ordinal);
        await foreach (var company in client.SearchCompaniesAsync(Note(warnings), cancellationToken))
        {
            if (request.Filters.IsAll || wanted.Remove(company.Id))
            {
                var filter = await privacy.CreateAsync(cancellationToken);
                await file.AddAsync(await filter.RewriteAsync(PrivacySubject.Company, company.Json, cancellationToken), cancellationToken);
            }
        }

        foreach (var id in wanted.Order(StringComparer.Ordinal))
        {
            if (request.MustBeListed)
            {
                throw new CompanyNotListedException(id);
            }

            await file.AddAsync(Roster.LineOfNotListed(id), cancellationToken);
        }

        try
        {
            await file.CommitAsync(cancellationToken);
            return file.Count;
        }
        catch (StoreException)
        {
            if (await FindCompaniesAsync(request.RunId, cancellationToken) is not { } others)
            {
                throw;
            }

            return others;
        }
    }

    private async Task<int?> FindCompaniesAsync(string runId, CancellationToken cancellationToken)
    {
        var ids = await new Roster(store).IdsAsync(runId, cancellationToken);
        return ids.Count > 0 ? ids.Count : null;
    }

    private static Action<string> Note(List<string> warnings) => warning =>
    {
        if (warnings.Count < MaxWarnings)
        {
            warnings.Add(warning);
        }
    };
}
