using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Tests.Serving;

/// <summary>The description of the API; that it announces every status, <see cref="DescribedAnswers"/> checks in all tests.</summary>
public sealed class OpenApiTests : ServeTests
{
    [Fact]
    public async Task Describes_every_call_and_no_other()
    {
        var served = await ServeAsync();
        var routed = served.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText != "/")
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Single()} {endpoint.RoutePattern.RawText}");

        var described = DescribedAnswers.Paths.EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));

        Assert.Equal(routed.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Equal(8, DescribedAnswers.Paths.EnumerateObject().Sum(path => path.Value.EnumerateObject().Count()));
    }

    [Fact]
    public async Task Refers_to_nothing_that_is_not_there()
    {
        var served = await ServeAsync();

        var document = await served.GetAsync("/api/openapi.json");

        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        Assert.All(References(document), reference => Assert.True(Exists(document, reference), reference));
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field =>
            field.Name == "$ref" ? [field.Value.GetString()!] : References(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool Exists(JsonElement document, string reference) => reference.Split('/').Skip(1)
        .Aggregate((JsonElement?)document, (element, name) => element is { } parent && parent.TryGetProperty(name, out var child) ? child : null) is not null;
}
