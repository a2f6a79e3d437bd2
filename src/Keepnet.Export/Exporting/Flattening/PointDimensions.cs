using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>How every metric line of a point ends: with the scalar fields of its <c>dataObject</c> as <c>dimensions</c>, if it has any.</summary>
internal sealed class PointDimensions(JsonCursor scanner, Oddities oddities)
{
    private readonly LineEnd _end = new(scanner, "dimensions");

    /// <summary><c>,"dimensions":{…}}</c>, or just the closing brace.</summary>
    public ReadOnlySpan<byte> LineEnd => _end.Bytes;

    /// <summary>Whether numbers may lie in the <c>dataObject</c>; most have only names.</summary>
    public bool MayHoldNumbers { get; private set; }

    public void Read(JsonSpan dataObject)
    {
        _end.Clear();
        MayHoldNumbers = dataObject.HasValue && dataObject.Kind != JsonValueKind.Object;
        if (dataObject.Kind == JsonValueKind.Object && !TryCopy(dataObject.Offset + 1))
        {
            oddities.Add(Oddity.DimensionsAreTooLarge);
            _end.Clear();
        }

        if (_end.HasRepeated)
        {
            oddities.Add(Oddity.FieldIsRepeated);
        }

        _end.Complete();
    }

    private bool TryCopy(long position)
    {
        while (scanner.TryReadName(ref position, out var name))
        {
            var value = scanner.ReadValue(ref position);
            MayHoldNumbers |= value.IsContainer || value.Kind == JsonValueKind.Number;
            if (value.IsContainer)
            {
                continue;
            }

            if (!_end.TryBegin(name, value))
            {
                MayHoldNumbers = true;
                return false;
            }

            scanner.CopyTo(value, _end.Value);
        }

        return true;
    }
}
