using System.Text;
using System.Text.Unicode;
using Keepnet.Api.Json;
using Keepnet.Api.Reports;
using Keepnet.Export.Exporting.Drift;
using Keepnet.Export.Exporting.Flattening;
using Keepnet.Export.Exporting.Privacy;
using Keepnet.Export.Exporting.Widgets;
using Keepnet.Fuzz.Tests.Support;

namespace Keepnet.Fuzz.Tests;

/// <summary>Valid JSON of any shape in the place of reports, catalogues and widgets: worked on without a fault, into valid JSON.</summary>
public sealed class ExportFuzz(RealAnswers answers) : IClassFixture<RealAnswers>
{
    private static readonly PrivacyKey Key = new("a key of pseudonyms, long enough"u8);

    [Fact]
    public void Catalogue_and_layout_readers_never_fail() => Run(source =>
    {
        var whole = new JsonItem(0, source.Length) { ResourceId = "r" };

        var catalogue = CatalogueReader.Read(source, whole);
        var layout = LayoutReader.Read(source, whole);

        Assert.DoesNotContain(catalogue.WidgetIds.Concat(layout.WidgetIds), string.IsNullOrWhiteSpace);
    });

    [Fact]
    public void The_flattener_writes_json_lines_of_whatever_it_gets() => Run(source =>
    {
        var whole = new JsonItem(0, source.Length) { ResourceId = "w" };
        var flattener = new WidgetFlattener(Context(), new CheckedLines(), new CheckedLines(), Assert.NotEmpty);

        flattener.FlattenWidgetAsync(source, whole, CancellationToken.None).GetAwaiter().GetResult();
        flattener.FlattenReportAsync(source, whole, CancellationToken.None).GetAwaiter().GetResult();
    });

    [Theory]
    [InlineData(PrivacyMode.Drop)]
    [InlineData(PrivacyMode.Pseudonymize)]
    public void The_privacy_filter_keeps_json_valid(PrivacyMode mode) => Run(source =>
    {
        var filter = new PrivacyFilter(mode, Key);
        foreach (var subject in Enum.GetValues<PrivacySubject>())
        {
            var rewritten = filter.RewriteAsync(subject, source, new JsonItem(0, source.Length), CancellationToken.None).GetAwaiter().GetResult();
            var item = rewritten.Item;
            var text = JsonItems.ReadBytes(rewritten.Source, new JsonRange(item.Offset, item.Length, default));
            rewritten.DisposeAsync().AsTask().GetAwaiter().GetResult();

            Assert.True(Tokens.AreValid(text), Encoding.UTF8.GetString(text));
        }
    });

    [Fact]
    public void Drift_is_noted_of_whatever_it_sees() => Run(source =>
    {
        var whole = new JsonItem(0, source.Length);
        var drift = new DriftObserver();

        drift.ObserveWidget(source, whole);
        drift.ObserveReport(source, whole);
        drift.ObserveReportDetail(source, whole);
        drift.ObserveCatalogue(source, whole);

        Assert.NotNull(drift.Added);
        Assert.NotNull(drift.Gone);
    });

    private static FlatteningContext Context() => new()
    {
        RunId = "20260701T020000Z-schedule",
        CompanyId = "c",
        CompanyName = "Opal Freight",
        Period = ReportPeriod.Default,
        RequestedAt = new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero),
        Dates = new DateReader("DD/MM/YYYY"),
    };

    private void Run(Action<MemoryJsonSource> target, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        FuzzLoop.Run(Parts(), (text, _) =>
        {
            // What is not valid JSON is refused before it comes here.
            if (Tokens.AreValid(text) && Utf8.IsValid(text))
            {
                var trimmed = text.AsMemory().Trim(" \t\r\n"u8);
                target(new MemoryJsonSource(trimmed));
            }
        }, name);

    // Whole bodies and the items in them: an item is what the readers get.
    private List<byte[]> Parts()
    {
        var parts = new List<byte[]>();
        foreach (var body in answers.Bodies)
        {
            using var scanner = new JsonScanner();
            var indexer = new EnvelopeIndexer(10);
            scanner.Append(body);
            scanner.Complete();
            while (scanner.TryRead())
            {
                indexer.Accept(scanner);
            }

            parts.AddRange(indexer.Envelope.Items.Select(item => body.AsSpan((int)item.Offset, (int)item.Length).ToArray()));
        }

        return parts;
    }
}
