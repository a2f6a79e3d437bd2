using System.Text;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Privacy;
using static Keepnet.Export.Tests.Exporting.Privacy.PrivacyBench;

namespace Keepnet.Export.Tests.Exporting.Privacy;

/// <summary>Runs alone: tests at the same time share pools and would be counted with it.</summary>
[CollectionDefinition(nameof(RewritingMemoryTests), DisableParallelization = true)]
[Collection(nameof(RewritingMemoryTests))]
public sealed class RewritingMemoryTests
{
    [Fact]
    public async Task Works_on_a_large_widget_without_holding_it()
    {
        const string row = """{"name":"Ida Sørli","email":"ida.sorli@example.test","department":"Dispatch","riskScore":44.50},""";
        var rows = string.Concat(Enumerable.Repeat(row, 200_000)).TrimEnd(',');
        var bytes = Encoding.UTF8.GetBytes(Widget("PeopleTableWidget", $$"""{"tableValues":[{{rows}}]}"""));
        var filter = new PrivacyFilter(PrivacyMode.Drop);

        var source = new AllocationMeter(bytes);
        await using var rewritten = await filter.RewriteAsync(
            PrivacySubject.Widget, source, new JsonItem(0, bytes.Length), CancellationToken.None);

        Assert.True(bytes.Length > 19_000_000);
        Assert.InRange(source.AllocatedBetweenReads, 0, 6_000_000);
        Assert.Equal(600_000, filter.Receipt!.Fields.Values.Sum());
        Assert.DoesNotContain("Sørli", Read(rewritten), StringComparison.Ordinal);
    }
}
