using Keepnet.Api.Transport;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.InProgress;
using Keepnet.Export.Runs.Journal;

namespace Keepnet.Export.Tests.Runs.InProgress;

public sealed class RunMonitorTests
{
    [Fact]
    public void Tells_of_each_company_with_its_own_count_however_many_end_at_once()
    {
        var monitor = new RunMonitor(new CallStatistics());
        var told = new List<int>();
        monitor.CompanyEnded += _ => told.Add(monitor.Companies.Done);

        Parallel.For(0, 1_000, _ => monitor.End(new JournalEntry
        {
            CompanyId = "a",
            CompanyName = "A",
            Outcome = ExportOutcome.Succeeded,
            Attempt = 1,
            StartedAt = DateTimeOffset.UnixEpoch,
            FinishedAt = DateTimeOffset.UnixEpoch,
        }));

        Assert.Equal(Enumerable.Range(1, 1_000), told);
    }
}
