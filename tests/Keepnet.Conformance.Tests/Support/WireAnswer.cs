using System.Globalization;
using System.Text;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>An answer down to its bytes.</summary>
internal sealed record WireAnswer
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    public int Status { get; init; } = 200;

    /// <summary>Null for none.</summary>
    public string? ContentType { get; init; } = "application/json; charset=utf-8";

    public byte[] Body { get; init; } = [];

    public IReadOnlyList<string> Headers { get; init; } = [];

    public Framing Framing { get; init; }

    public Ending Ending { get; init; } = Ending.KeepAlive;

    /// <summary>Bytes of the body that are sent; null for all of them.</summary>
    public int? CutAt { get; init; }

    /// <summary>Pause after every byte of the body; none by default.</summary>
    public TimeSpan Drip { get; init; }

    /// <summary>All that is sent, status line included, in place of everything above but the ending.</summary>
    public byte[]? Raw { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public static WireAnswer Json(string json, int status = 200) => new() { Status = status, Body = Encoding.UTF8.GetBytes(json) };

    public static WireAnswer Data(string data) => Json($$"""{"data":{{data}},"status":"SUCCESS","message":null,"validationMessages":null}""");

    public static WireAnswer Failure(int status, string name, string message = "It failed") =>
        Json($$"""{"data":null,"status":"{{name}}","message":"{{message}}","validationMessages":null}""", status);

    public static WireAnswer Html(int status) =>
        new() { Status = status, ContentType = "text/html", Body = "<!DOCTYPE html><html><body>Sorry</body></html>"u8.ToArray() };

    public static WireAnswer Nothing(int status) => new() { Status = status, ContentType = null };

    public static WireAnswer Redirect(int status, string location) => Nothing(status) with { Headers = [$"Location: {location}"] };

    public static WireAnswer Throttled(string? retryAfter = null) => Failure(429, "FAILED", "Too many requests") with
    {
        Headers = retryAfter is null ? [] : [$"Retry-After: {retryAfter}"],
    };

    /// <summary>The connection ends without a word.</summary>
    public static WireAnswer Silence(Ending ending) => new() { Raw = [], Ending = ending };

    public WireAnswer With(Func<string, string> change) => this with { Body = Encoding.UTF8.GetBytes(change(Text)) };

    public WireAnswer With(string old, string @new) => Text.Contains(old, StringComparison.Ordinal)
        ? With(text => text.Replace(old, @new, StringComparison.Ordinal))
        : throw new InvalidOperationException($"'{old}' is not in {Text}.");

    /// <summary>The same text in another encoding, with its byte order mark.</summary>
    public WireAnswer In(Encoding encoding) => this with { Body = [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)] };

    public WireAnswer Cut(int at, Framing framing, Ending ending) => this with { CutAt = at, Framing = framing, Ending = ending };

    public byte[] ToBytes()
    {
        if (Raw is not null)
        {
            return Raw;
        }

        var sent = Body.AsSpan(0, CutAt ?? Body.Length);
        return Framing == Framing.Chunked ? [.. Head(), .. Chunked(sent, isWhole: CutAt is null)] : [.. Head(), .. sent];
    }

    private byte[] Head()
    {
        List<string> lines = [$"HTTP/1.1 {Status} Whatever"];
        lines.AddRange(ContentType is null ? [] : [$"Content-Type: {ContentType}"]);
        lines.AddRange(Headers);
        lines.AddRange(Framing switch
        {
            Framing.ContentLength when Status != 204 => [$"Content-Length: {Body.Length}"],
            Framing.Chunked => ["Transfer-Encoding: chunked"],
            Framing.Close => ["Connection: close"],
            _ => [],
        });
        return Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");
    }

    private static byte[] Chunked(ReadOnlySpan<byte> body, bool isWhole)
    {
        var bytes = new List<byte>();
        if (body.Length > 0)
        {
            bytes.AddRange(Encoding.ASCII.GetBytes(body.Length.ToString("x", CultureInfo.InvariantCulture)));
            bytes.AddRange(LineEnd);
            bytes.AddRange(body);
            bytes.AddRange(LineEnd);
        }

        bytes.AddRange(isWhole ? "0\r\n\r\n"u8 : []);
        return [.. bytes];
    }
}
