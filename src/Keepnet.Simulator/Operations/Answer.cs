using System.Text;

namespace Keepnet.Simulator;

/// <summary>What the tenant answers, before it is written to the wire.</summary>
internal sealed record Answer
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public required Content Content { get; init; }

    public string? RetryAfter { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }

    /// <summary>How the body is written; a byte order mark comes first when the encoding has one.</summary>
    public Encoding Encoding { get; init; } = Utf8;

    public Delivery Delivery { get; init; } = Delivery.Whole;

    public bool IsSuccess => Status is >= 200 and < 300;

    public static Answer Success(JsonData data, int status = 200) =>
        new() { Status = status, Content = new Envelope("SUCCESS") { Data = data } };

    /// <summary>The request is wrong; repeating it is no use.</summary>
    public static Answer InputError(params string[] validationMessages) =>
        Failure(400, "INPUT_ERROR", "Invalid request", validationMessages);

    public static Answer NotFound(string message) => Failure(404, "FAILED", message);

    public static Answer Failure(int status, string name, string message, params string[] validationMessages) => new()
    {
        Status = status,
        Content = new Envelope(name) { Message = message, ValidationMessages = validationMessages },
    };

    public static Answer Json(int status, object body) =>
        new() { Status = status, Content = new TextContent(Simulator.Json.Write(body)) };

    public static Answer Html(int status, string title) => new()
    {
        Status = status,
        ContentType = "text/html; charset=utf-8",
        Content = new TextContent($"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"),
    };
}
