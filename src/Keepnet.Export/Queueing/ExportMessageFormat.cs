using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Keepnet.Api.Reports;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Queueing;

/// <summary>How a company's message looks on a queue, in both directions. Nothing that is not exactly such a message is let in.</summary>
public static class ExportMessageFormat
{
    public const string Subject = "export-company";
    public const string ContentType = "application/json";

    /// <summary>Ours have a few hundred bytes; company names are the only part that can grow.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int Schema = 1;
    private const int MaxAttempt = 1_000_000;

    public static byte[] Write(ExportMessage message) => ExportJson.Line(message);

    /// <param name="body">What came off the queue; trusted in nothing.</param>
    /// <param name="message">The message.</param>
    /// <param name="objection">Why it is none: a sentence without the body's content.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, [NotNullWhen(true)] out ExportMessage? message, [NotNullWhen(false)] out string? objection)
    {
        message = null;
        objection = ObjectionToSize(body) ?? ObjectionToSchema(body);
        if (objection is not null || !TryParse(body, out var parsed, out objection))
        {
            return false;
        }

        objection = ObjectionToFields(parsed);
        message = objection is null ? parsed : null;
        return objection is null;
    }

    private static string? ObjectionToSize(ReadOnlyMemory<byte> body) => body.Length > MaxBytes
        ? string.Create(CultureInfo.InvariantCulture, $"The message has {body.Length} bytes; at most {MaxBytes} are read.")
        : null;

    // Before anything else is read: another schema may call its fields otherwise.
    private static string? ObjectionToSchema(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("schema", out var schema)
                || schema.ValueKind != JsonValueKind.Number)
            {
                return "The message is not an object with a numeric field schema.";
            }

            return schema.TryGetInt32(out var number) && number == Schema
                ? null
                : $"The message has another schema than {Schema}: a newer version of this program wrote it.";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second: an escape for half a character.
            return "The message is not JSON.";
        }
    }

    private static bool TryParse(
        ReadOnlyMemory<byte> body, [NotNullWhen(true)] out ExportMessage? message, [NotNullWhen(false)] out string? objection)
    {
        try
        {
            (message, objection) = (ExportJson.Read<ExportMessage>(body.Span), null);
            return true;
        }
        catch (JsonException exception)
        {
            // The parser's own sentence may quote the body.
            var field = exception.Path is { Length: > 0 and < 40 } path and not "$" ? $" ({path})" : "";
            (message, objection) = (null, $"A field of the message is missing or of the wrong kind{field}.");
            return false;
        }
    }

    private static string? ObjectionToFields(ExportMessage message) => message switch
    {
        _ when !RunId.IsValid(message.RunId) => "The field runId is no run id.",
        _ when string.IsNullOrWhiteSpace(message.CompanyId) => "The field companyId is empty.",
        _ when !ReportPeriod.TryParse(message.Period, out _) => "The field period is neither a period's name nor yyyy-MM-dd_yyyy-MM-dd.",
        _ when !RunTrigger.All.Contains(message.Trigger, StringComparer.Ordinal) => $"The field trigger is none of {string.Join(", ", RunTrigger.All)}.",
        _ when message.Attempt is < 1 or > MaxAttempt => "The field attempt is out of range.",
        _ => null,
    };
}
