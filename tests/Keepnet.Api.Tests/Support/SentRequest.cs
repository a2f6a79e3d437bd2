namespace Keepnet.Api.Tests.Support;

/// <summary>A request as it reached the outermost seam.</summary>
internal sealed record SentRequest(string Call, Uri Uri, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<SentRequest> ReadAsync(HttpRequestMessage request)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync();
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new SentRequest($"{request.Method} {request.RequestUri!.AbsolutePath}", request.RequestUri, body, headers);
    }
}
