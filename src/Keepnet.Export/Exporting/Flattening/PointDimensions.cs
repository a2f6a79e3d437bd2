using System.Buffers;
using System.Text.Json;
using Keepnet.Export.Exporting.Json;

namespace Keepnet.Export.Exporting.Flattening;

/// <summary>How every metric line of a point ends: with the scalar fields of its <c>dataObject</c> as <c>dimensions</c>, if it has any.</summary>
internal sealed class PointDimensions(JsonCursor scanner, Oddities oddities)
{
    /// <summary>A line repeats the dimensions; an object of a million numbers would repeat them a million times.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _end = new();

    /// <summary><c>,"dimensions":{…}}</c>, or just the closing brace.</summary>
    public ReadOnlySpan<byte> LineEnd => _end.WrittenSpan;

    /// <summary>Whether numbers may lie in the <c>dataObject</c>; most have only names.</summary>
    public bool MayHoldNumbers { get; private set; }

    public void Read(JsonSpan dataObject)
    {
        _end.ResetWrittenCount();
        MayHoldNumbers = dataObject.HasValue && dataObject.Kind != JsonValueKind.Object;
        if (dataObject.Kind == JsonValueKind.Object && !TryCopy(dataObject.Offset + 1))
        {
            oddities.Add(Oddity.DimensionsAreTooLarge);
            _end.ResetWrittenCount();
        }

        _end.Write(_end.WrittenCount > 0 ? "}}"u8 : "}"u8);
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

            if (_end.WrittenCount + name.Length + value.Length > MaxBytes)
            {
                MayHoldNumbers = true;
                return false;
            }

            _end.Write(_end.WrittenCount == 0 ? ",\"dimensions\":{"u8 : ","u8);
            scanner.CopyTo(name, _end);
            _end.Write(":"u8);
            scanner.CopyTo(value, _end);
        }

        return true;
    }
}
