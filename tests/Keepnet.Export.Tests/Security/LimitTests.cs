using System.Globalization;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Security;

/// <summary>Each limit that protects the exporter, through whole runs: what just fits is exported, one more is final and named.</summary>
public sealed class LimitTests : IDisposable
{
    private const int Bytes = 3000;
    private const int Depth = 12;
    private const int Items = 4;
    private const int Pages = 3;

    private readonly ScriptedKeepnet _api = new();
    private readonly MemoryStore _store = new();

    public LimitTests() => _api.Catalogue = """{"metrics":[{"name":"g","widgets":[{"resourceId":"w1"},{"resourceId":"w2"}]}]}""";

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData(Bytes, null)]
    [InlineData(Bytes + 1, "Keepnet:MaxResponseBytes")]
    public async Task An_answer_may_be_as_large_as_the_setting_says(int bytes, string? setting)
    {
        var frame = $$"""{"data":[{{WidgetOfSize(0)}}],"status":"SUCCESS"}""".Length;
        _api.Widget = id => id == "w1" ? WidgetOfSize(bytes - frame) : ScriptedKeepnet.WidgetOf(id);

        await RunAsync(("Keepnet:MaxResponseBytes", Bytes), setting);
    }

    [Theory]
    [InlineData(Depth, null)]
    [InlineData(Depth + 1, "Keepnet:MaxJsonDepth")]
    public async Task An_answer_may_be_nested_as_deep_as_the_setting_says(int depth, string? setting)
    {
        // The envelope, the array and the widget are three levels.
        var nested = new string('[', depth - 3) + new string(']', depth - 3);
        _api.Widget = id => id == "w1" ? $$"""{"resourceId":"w1","later":{{nested}}}""" : ScriptedKeepnet.WidgetOf(id);

        await RunAsync(("Keepnet:MaxJsonDepth", Depth), setting);
    }

    [Theory]
    [InlineData(Items, null)]
    [InlineData(Items + 1, "Keepnet:MaxItems")]
    public async Task An_answer_may_have_as_many_elements_as_the_setting_says(int items, string? setting)
    {
        _api.Widget = id => id == "w1"
            ? string.Join(',', Enumerable.Range(1, items).Select(number => $$"""{"resourceId":"w{{(number == 1 ? 1 : number + 1)}}"}"""))
            : ScriptedKeepnet.WidgetOf(id);

        await RunAsync(("Keepnet:MaxItems", Items), setting);
    }

    [Theory]
    [InlineData(Pages, null)]
    [InlineData(Pages + 1, "Keepnet:MaxPages")]
    public async Task The_company_list_may_have_as_many_pages_as_the_setting_says(int pages, string? setting)
    {
        var page = 0;
        using var api = InterceptedKeepnet.At(InterceptedKeepnet.ListPath, () => InterceptedKeepnet.Answer(200, string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"data":{"totalNumberOfPages":{{pages}},"results":[{"companyResourceId":"c{{++page}}"}]},"status":"SUCCESS"}""")));
        await using var exporter = api.NewExporter(_store, ("Keepnet:MaxPages", Pages.ToString(CultureInfo.InvariantCulture)));

        var summary = await exporter.RunAsync();

        Assert.Equal(setting is null ? (RunOutcome.Succeeded, null) : (RunOutcome.Stopped, "protocol"), (summary.Outcome, summary.Code));
        Assert.Contains(setting ?? "", summary.Reason ?? "", StringComparison.Ordinal);
        Assert.Equal(setting is null ? pages : 0, summary.Companies.Succeeded);
    }

    [Theory]
    [InlineData(ExportMessageFormat.MaxBytes, true)]
    [InlineData(ExportMessageFormat.MaxBytes + 1, false)]
    public void A_message_of_the_queue_has_64_KiB_at_most(int bytes, bool isRead)
    {
        var message = ExportMessageFormat.Write(new ExportMessage
        {
            RunId = "20260701T020000Z-schedule",
            CompanyId = "c1",
            Period = "Last3Months",
            Trigger = RunTrigger.Schedule,
            RequestedAt = DateTimeOffset.UnixEpoch,
            Attempt = 1,
        });

        byte[] padded = [.. message, .. Enumerable.Repeat((byte)' ', bytes - message.Length)];

        Assert.Equal(isRead, ExportMessageFormat.TryRead(padded, out _, out _));
    }

    private static string WidgetOfSize(int padding) =>
        $$"""{"resourceId":"w1","widgetType":"T","widgetDatas":[],"later":"{{new string('x', padding)}}"}""";

    // The other widget shows that the limit cost this one only.
    private async Task RunAsync((string Key, int Value) limit, string? setting)
    {
        await using var exporter = _api.NewExporter(
            _store, (limit.Key, limit.Value.ToString(CultureInfo.InvariantCulture)), ("Export:WidgetBatchSize", "1"));

        var summary = await exporter.RunAsync();

        var manifest = (await _store.ManifestAsync("c1", summary.RunId!))!;
        var failed = manifest.Widgets.Failed;
        Assert.Equal(setting is null ? ExportOutcome.Succeeded : ExportOutcome.Partial, manifest.Outcome);
        Assert.Equal(setting is null ? [] : ["w1 protocol"], failed.Select(widget => $"{widget.Id} {widget.Code}"));
        Assert.All(failed, widget => Assert.Contains($"raise {setting} if", widget.Reason, StringComparison.Ordinal));
        Assert.Equal(2, _api.Calls.Count(call => call.Contains("get-widget-datas c1", StringComparison.Ordinal)));
    }
}
