namespace Keepnet.Simulator;

/// <summary>The wrapping every API answer has.</summary>
internal sealed record Envelope(string Status) : Content
{
    public JsonData? Data { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<string>? ValidationMessages { get; init; }

    public EnvelopeShape Shape { get; init; }

    public override IEnumerable<string> Pieces()
    {
        var (head, tail) = Shape switch
        {
            EnvelopeShape.IsSuccess => ($"{{\"isSuccess\":{(Status == "SUCCESS" ? "true" : "false")},\"data\":", $",\"messages\":{Messages()}}}"),
            EnvelopeShape.PascalCase => ("{\"Data\":", $",\"Status\":{Json.Write(Status)},\"Message\":{Json.Write(Message)},\"ValidationMessages\":{Json.Write(ValidationMessages)}}}"),
            _ => ("{\"data\":", $",\"status\":{Json.Write(Status)},\"message\":{Json.Write(Message)},\"validationMessages\":{Json.Write(ValidationMessages)}}}"),
        };
        return (Data?.Pieces() ?? ["null"]).Prepend(head).Append(tail);
    }

    private string Messages() =>
        Json.Write((Message is null ? [] : new[] { Message }).Concat(ValidationMessages ?? []));
}
