using System.Text.Json;

namespace Keepnet.Export.Reading;

/// <summary>Parses what lies in the store: what is not the JSON this program writes was damaged.</summary>
internal static class StoredJson
{
    /// <exception cref="DamagedFileException">It is no JSON of this kind.</exception>
    public static T Parse<T>(string path, ReadOnlyMemory<byte> json)
        where T : class => Parse(path, () => ExportJson.Read<T>(json.Span));

    /// <inheritdoc cref="Parse{T}(string, ReadOnlyMemory{byte})"/>
    public static T Parse<T>(string path, Func<T?> read)
        where T : class
    {
        try
        {
            return read() ?? throw new JsonException("A value is missing.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new DamagedFileException(path, "is not the JSON this program writes", exception);
        }
    }
}
