using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Keepnet.Export.Exporting.Changes;
using Keepnet.Export.Runs;

namespace Keepnet.Export;

/// <summary>How the product's own files are written: camel case, absent instead of null, UTC times, readable text.</summary>
public static class ExportJson
{
    private static readonly ExportJsonContext Indented = new(Options(indented: true));
    private static readonly ExportJsonContext OneLine = new(Options(indented: false));

    /// <summary>The bytes of a file of its own.</summary>
    public static byte[] Document<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), Indented);

    /// <summary>The bytes of one line of a log, without the line feed.</summary>
    public static byte[] Line<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), OneLine);

    /// <exception cref="JsonException">The text is not such a value.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return (T?)JsonSerializer.Deserialize(json, typeof(T), OneLine) ?? throw new JsonException($"A {typeof(T).Name} is missing.");
        }
        catch (InvalidOperationException exception)
        {
            // An escape for half a character, which no .NET text may hold.
            throw new JsonException("A text is no valid Unicode.", exception);
        }
    }

    /// <summary>Null when the text is not such a value: a damaged file, for those to whom it is none.</summary>
    internal static T? TryRead<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return Read<T>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How values of a type are written, for tests that compare it with what users are told.</summary>
    internal static JsonTypeInfo ContractOf(Type type) => OneLine.Options.GetTypeInfo(type);

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The files are data, never part of a page: names in any script stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        NewLine = "\n",
        Converters =
        {
            new JsonStringEnumConverter<ExportOutcome>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<RunOutcome>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<ChangeKind>(JsonNamingPolicy.CamelCase),
            new UtcTimeConverter(),
        },
    };
}
