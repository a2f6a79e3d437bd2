namespace Keepnet.Export.Requests;

/// <summary>The OpenAPI description of the HTTP API.</summary>
internal static class OpenApiDescription
{
    private static readonly Lazy<byte[]> Document = new(Read);

    public static ReadOnlyMemory<byte> Json => Document.Value;

    private static byte[] Read()
    {
        using var resource = typeof(OpenApiDescription).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("The resource openapi.json is missing.");
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }
}
