using Keepnet.Export.Runs;
using Keepnet.Export.Tests.Support;

namespace Keepnet.Export.Tests.Exporting;

/// <summary>What an export holds of what the API sent.</summary>
public sealed class ExportContentTests : IDisposable
{
    private readonly OneCompany _company = new();

    public void Dispose() => _company.Dispose();

    [Fact]
    public async Task Leaves_report_details_out_when_told_so()
    {
        var result = await _company.RunAsync(("Export:ReportDetails", "false"));

        var manifest = (await _company.ManifestAsync(result.RunId!))!;
        Assert.DoesNotContain(manifest.Files, file => file.Name == "report-details.json");
        Assert.DoesNotContain(_company.Api.Calls, call => call.Contains("/r1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_once_what_is_wrong_with_a_layout()
    {
        _company.Api.Detail = OneCompany.Detail.Replace("\"[]\"", "\"\"", StringComparison.Ordinal);

        var manifest = await _company.ExportAsync(ExportOutcome.Succeeded);

        Assert.Contains("Report r1: its layout is blank.", manifest.Warnings);
    }

    [Fact]
    public async Task Keeps_every_digit_and_every_unknown_field()
    {
        const string Odd = """{ "resourceId":"w1", "unknown":[1.10, 1E5, -0, 12345678901234567890.123456789], "name":"\u0041\/\ud83d\ude00", "widgetDatas":[] , "resourceid2":null}""";
        _company.Api.Widget = id => id == "w1" ? Odd : ScriptedKeepnet.WidgetOf(id);

        var manifest = await _company.ExportAsync(ExportOutcome.Succeeded);

        Assert.Contains(Odd, await _company.Store.FileAsync(manifest, "widgets.json"), StringComparison.Ordinal);
    }
}
