namespace Keepnet.Export.Exporting.Json;

/// <summary>
/// How the names of the last object's fields were sent, one after the other. Objects of one array are written alike: to see that
/// the next name is the same as in the object before takes one comparison, to read it takes many.
/// </summary>
internal sealed class FieldMemory
{
    private const int MaxFields = 16;
    private const int MaxBytes = 64;

    private readonly byte[] _names = new byte[MaxFields * MaxBytes];
    private readonly Remembered[] _fields = new Remembered[MaxFields];

    /// <summary>Moves from the end of a value to the next field's value, if its name comes as it did last time.</summary>
    /// <param name="cursor">Reads the object.</param>
    /// <param name="ordinal">How many fields of the object came before.</param>
    /// <param name="position">Behind the object's opening brace or a field's value.</param>
    /// <param name="field">What the name was found to be.</param>
    public bool TryStep(JsonCursor cursor, int ordinal, ref long position, out int field)
    {
        if (ordinal < MaxFields && _fields[ordinal] is { Length: > 0 } known && cursor.TrySkip(_names.AsSpan(ordinal * MaxBytes, known.Length), ref position))
        {
            field = known.Field;
            return true;
        }

        field = -1;
        return false;
    }

    /// <summary>Remembers what was sent between two values.</summary>
    public void Keep(JsonCursor cursor, int ordinal, long start, long end, int field)
    {
        if (ordinal < MaxFields && end - start <= MaxBytes)
        {
            var length = (int)(end - start);
            cursor.CopyTo(start, _names.AsSpan(ordinal * MaxBytes, length));
            _fields[ordinal] = new Remembered(length, field);
        }
    }

    private readonly record struct Remembered(int Length, int Field);
}
