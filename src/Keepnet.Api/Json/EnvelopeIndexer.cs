using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>Notes, token by token, what an answer's envelope says and where its <c>data</c> and the elements in it lie.</summary>
internal sealed class EnvelopeIndexer(int maxItems)
{
    /// <summary>
    /// Arrays and objects around the deepest token that is looked at: an element's properties have three, words of an
    /// <c>errors</c> or <c>validationMessages</c> that is nested in itself up to five.
    /// </summary>
    public const int DeepestLook = 5;

    private const int MaxWordCharacters = 2000;
    private const int MaxStatusBytes = 200;

    private static readonly string[] WordProperties =
        ["message", "messages", "validationMessages", "title", "detail", "errors", "error", "error_description"];

    private readonly StringBuilder _words = new();
    private Property _property;
    private JsonItemBuilder? _item;

    private enum Property
    {
        Other,
        Data,
        Status,
        IsSuccess,
        Words,
    }

    public Envelope Envelope { get; } = new();

    public void Accept(JsonScanner token)
    {
        if (token.Depth == 0)
        {
            AcceptRoot(token);
        }
        else if (token.Depth == 1 && token.TokenType == JsonTokenType.PropertyName)
        {
            _property = PropertyOf(token);
        }
        else
        {
            AcceptValue(token);
        }
    }

    private void AcceptRoot(JsonScanner token)
    {
        if (token.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
        {
            throw new JsonException("The answer is JSON but no object.");
        }

        Envelope.Words = _words.ToString();
    }

    private void AcceptValue(JsonScanner token)
    {
        switch (_property)
        {
            case Property.Data:
                AcceptData(token);
                break;
            case Property.Words when token.TokenType == JsonTokenType.String:
                AddWords(token.GetText());
                break;
            case Property.Status when token.Depth == 1:
                AcceptStatus(token);
                break;
            case Property.IsSuccess when token.Depth == 1:
                AcceptIsSuccess(token);
                break;
            default:
                break;
        }
    }

    private void AcceptStatus(JsonScanner token)
    {
        // A verdict that comes twice and differs is no success.
        if (Envelope.StatusSaysFailed)
        {
            return;
        }

        if (token.TokenType == JsonTokenType.Number
            && int.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
        {
            Envelope.StatusNumber = number;
        }
        else if (token.TokenType != JsonTokenType.Null)
        {
            Envelope.Status = StatusOf(token);
        }
    }

    // A status of another kind is there and is no success; nobody needs to read it.
    private static string StatusOf(JsonScanner token) =>
        token.TokenType == JsonTokenType.String && token.Value.Length <= MaxStatusBytes ? token.GetText() ?? "?" : "?";

    private void AcceptIsSuccess(JsonScanner token)
    {
        var text = token.TokenType == JsonTokenType.String ? token.GetText() : Encoding.UTF8.GetString(token.Value);
        Envelope.IsSuccess = bool.TryParse(text, out var isSuccess) ? isSuccess && Envelope.IsSuccess != false : Envelope.IsSuccess;
    }

    private void AcceptData(JsonScanner token)
    {
        if (token.Depth == 1 && !Envelope.HasData)
        {
            Envelope.HasData = true;
            Envelope.DataKind = JsonItems.KindOf(token.TokenType);
        }

        var itemDepth = Envelope.DataKind == JsonValueKind.Array ? 2 : 1;
        if (token.Depth == itemDepth && Envelope.DataKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            AcceptItem(token);
        }
        else if (token.Depth == itemDepth + 1)
        {
            _item?.Accept(token);
        }
    }

    private void AcceptItem(JsonScanner token)
    {
        _item ??= new JsonItemBuilder(token.TokenStart, token.TokenType == JsonTokenType.StartObject);
        if (!token.EndsValue)
        {
            return;
        }

        if (Envelope.Items.Count == maxItems)
        {
            throw new JsonLimitException($"The answer has more than {maxItems} elements", JsonLimit.Items);
        }

        Envelope.Items.Add(_item.Build(token.TokenEnd));
        _item = null;
    }

    private void AddWords(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || _words.Length >= MaxWordCharacters)
        {
            return;
        }

        _words.Append(_words.Length == 0 ? string.Empty : "; ");
        var words = text.AsSpan().Trim();
        _words.Append(words[..Math.Min(words.Length, MaxWordCharacters)]);
        Envelope.Words = _words.ToString();
    }

    private Property PropertyOf(JsonScanner name)
    {
        if (name.TextIs("data"))
        {
            return Envelope.HasData ? throw new JsonException("The answer has two properties named data.") : Property.Data;
        }

        return name.TextIs("status") ? Property.Status
            : name.TextIs("isSuccess") ? Property.IsSuccess
            : WordProperties.Any(name.TextIs) ? Property.Words
            : Property.Other;
    }
}
