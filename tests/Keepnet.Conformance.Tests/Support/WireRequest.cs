using System.Text;
using System.Text.Json;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>A request as it arrived, byte for byte.</summary>
internal sealed record WireRequest
{
    private const string Root = "/api/executive-report/";

    public required string Method { get; init; }

    /// <summary>Path as sent, escapes included.</summary>
    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>1 for the first time this very request is seen, 2 for its repetition, and so on.</summary>
    public int Try { get; init; } = 1;

    public Call Call => Path switch
    {
        "/connect/token" => Call.Token,
        "/api/companies/search" => Call.Companies,
        Root + "search" => Call.Reports,
        Root + "metrics" => Call.Catalogue,
        Root + "get-widget-datas" => Call.Widgets,
        _ => Path.StartsWith(Root, StringComparison.Ordinal) ? Call.Detail : Call.Other,
    };

    public string? Company => Headers.GetValueOrDefault("X-KEEPNET-Company-Id");

    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    public string Text => Encoding.UTF8.GetString(Body);

    public string ReportId => Uri.UnescapeDataString(Path[Root.Length..]);

    public int Page => JsonDocument.Parse(Body).RootElement.GetProperty("pageNumber").GetInt32();

    public IReadOnlyList<string> WidgetIds =>
        [.. JsonDocument.Parse(Body).RootElement.GetProperty("widgetIds").EnumerateArray().Select(id => id.GetString()!)];

    /// <summary>Equal for repetitions, whatever the token.</summary>
    public string Key => $"{Method} {Path} {Company} {Text}";
}
