using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>What surrounds the <c>data</c> of an answer, in either of the API's two shapes or as problem details.</summary>
internal sealed class Envelope
{
    public static Envelope Empty { get; } = new();

    /// <summary>Text of <c>status</c>, for example <c>SUCCESS</c>; null when absent or a number.</summary>
    public string? Status { get; set; }

    /// <summary><c>status</c> as problem details send it.</summary>
    public int? StatusNumber { get; set; }

    public bool? IsSuccess { get; set; }

    /// <summary>The texts of message, messages, validationMessages and their like, unredacted.</summary>
    public string Words { get; set; } = string.Empty;

    public bool HasData { get; set; }

    public JsonValueKind DataKind { get; set; } = JsonValueKind.Null;

    public List<JsonItem> Items { get; } = [];

    /// <summary>True when a status or a success flag is there.</summary>
    public bool HasVerdict => Status is not null || StatusNumber is not null || IsSuccess is not null;

    public bool SaysFailed => IsSuccess == false || StatusSaysFailed;

    /// <summary>The same, by the status alone.</summary>
    public bool StatusSaysFailed =>
        (Status is not null && !Status.Equals("SUCCESS", StringComparison.OrdinalIgnoreCase)) || StatusNumber is < 200 or > 299;
}
