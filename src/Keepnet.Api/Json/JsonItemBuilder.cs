using System.Text.Json;

namespace Keepnet.Api.Json;

/// <summary>Gathers the properties by which one element is told apart.</summary>
internal sealed class JsonItemBuilder(long start, bool isObject)
{
    // Longer texts are content, not names, and would only fill memory.
    private const int MaxTextBytes = 4096;

    private const int IdIndex = 0;

    private static readonly string[] Names = ["resourceId", "name", "widgetType", "chartType"];

    private readonly string?[] _texts = new string?[Names.Length];
    private int _current = -1;

    /// <param name="token">A token directly inside the element.</param>
    public void Accept(JsonScanner token)
    {
        if (token.TokenType == JsonTokenType.PropertyName)
        {
            _current = Array.FindIndex(Names, token.TextIs);
        }
        else if (_current >= 0 && IsText(token) && token.Value.Length <= MaxTextBytes)
        {
            _texts[_current] ??= token.GetText();
        }
    }

    public JsonItem Build(long end) => new(start, end - start)
    {
        IsObject = isObject,
        ResourceId = _texts[0],
        Name = _texts[1],
        WidgetType = _texts[2],
        ChartType = _texts[3],
    };

    // An id is opaque; one that is a number is its digits.
    private bool IsText(JsonScanner token) =>
        token.TokenType == JsonTokenType.String || (_current == IdIndex && token.TokenType == JsonTokenType.Number);
}
