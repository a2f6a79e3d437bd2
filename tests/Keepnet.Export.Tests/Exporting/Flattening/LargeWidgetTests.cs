using System.Text;
using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Checks;
using Keepnet.Export.Exporting.Drift;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Tests.Exporting.Json;

namespace Keepnet.Export.Tests.Exporting.Flattening;

public class LargeWidgetTests
{
    private const int Count = 150_000;

#if DEBUG
    // Without optimization the compiler makes an object of every asynchronous call.
    private const long MaxAllocated = Count * 1024L;
#else
    private const long MaxAllocated = 2 * 1024 * 1024;
#endif

    [Theory]
    [InlineData("""{"date":"01/06/2026 00:00","dataObject":{"fullName":"Somebody","department":"Dispatch"},"values":[{"value":81.5,"label":"Score","name":null,"annotations":null}]}""", "{0}", 1, 0)]
    [InlineData("""{"value":"44.5%","label":"Company Phishing Risk Score","name":"Some name","annotations":{"definition":"Peak"},"x":"y"}""", "{{\"values\":[{0}],\"date\":\"01/06/2026\",\"dataObject\":{{\"a\":\"b\"}}}}", 1, 0)]
    [InlineData("""{"name":"Somebody","email":"somebody@example.test","department":"Dispatch","riskScore":"44.5%","more":[1,2,{"a":null}]}""", "{{\"tableValues\":[{0}],\"tableDefinitions\":[{{\"name\":\"name\",\"label\":\"Name\"}}]}}", 0, 1)]
    [InlineData("""{"enrollmentId":"Somebody's enrolment of this spring","participantCount":81,"overallScore":3}""", "{{\"dataObject\":{{\"enrollments\":[{0}]}}}}", 2, 0)]
    public async Task A_large_widget_takes_little_memory(string item, string point, int metricsPerItem, int rowsPerItem)
    {
        var items = string.Join(',', Enumerable.Repeat(item, Count));
        var source = new TextJsonSource("{\"widgetDatas\":[" + string.Format(null, CompositeFormat.Parse(point), items) + "],\"resourceId\":\"W\",\"widgetType\":\"SimulationCoverageWidget\"}");
        var (metrics, tables) = (new CountingSink(), new CountingSink());
        var drift = new DriftObserver();
        await FlattenAsync(new TextJsonSource("{}"), metrics, tables, drift);

        var before = GC.GetAllocatedBytesForCurrentThread();
        await FlattenAsync(source, metrics, tables, drift);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(((long)Count * metricsPerItem, (long)Count * rowsPerItem), (metrics.Lines, tables.Lines));
        Assert.InRange(allocated, 0, MaxAllocated);
    }

    private static async Task FlattenAsync(TextJsonSource source, CountingSink metrics, CountingSink tables, DriftObserver drift)
    {
        var context = new FlatteningContext
        {
            RunId = "run",
            CompanyId = "company",
            Period = ReportPeriod.Default,
            RequestedAt = DateTimeOffset.UnixEpoch,
            Dates = new DateReader("DD/MM/YYYY"),
        };
        var flattener = new WidgetFlattener(context, metrics, tables, _ => { }) { Checks = new CheckList(_ => { }) };
        await flattener.FlattenWidgetAsync(source, source.Whole, CancellationToken.None);
        drift.ObserveWidget(source, source.Whole);
    }
}
