using System.Text;
using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Widgets;

/// <summary>Gathers widget ids in the order met, each once, compared ordinally; absent and blank ones are dropped.</summary>
internal sealed class WidgetIdCollector
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly WidgetIdFields _widget = new();

    public IReadOnlyList<string> Ids => _ids;

    /// <summary>How many things lay where a widget or its id should, but were none.</summary>
    public int Odd { get; private set; }

    public void Add(string? id)
    {
        if (!string.IsNullOrWhiteSpace(id) && _seen.Add(id))
        {
            _ids.Add(id);
        }
    }

    /// <summary>Adds the <c>resourceId</c> of each object of a list; null and absent lists are empty.</summary>
    public void AddList(JsonCursor scanner, JsonSpan list)
    {
        if (list.Kind != JsonValueKind.Array)
        {
            Odd += list.HasValue ? 1 : 0;
            return;
        }

        var position = list.Offset + 1;
        while (scanner.TryReadElement(ref position))
        {
            AddElement(scanner, ref position);
        }
    }

    private void AddElement(JsonCursor scanner, ref long position)
    {
        if (scanner.KindAt(position) != JsonValueKind.Object)
        {
            Odd += scanner.ReadValue(ref position).HasValue ? 1 : 0;
            return;
        }

        _widget.Read(scanner, ref position);
        var id = _widget.ResourceId;
        if (id.Kind is JsonValueKind.String or JsonValueKind.Number && scanner.TryGetText(id, out var text))
        {
            // An id is opaque; one that is a number is its digits.
            Add(Encoding.UTF8.GetString(text));
        }
        else if (id.HasValue)
        {
            Odd++;
        }
    }
}
