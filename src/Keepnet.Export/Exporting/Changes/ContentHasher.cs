using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Changes;

/// <summary>
/// Hashes JSON by its meaning, token by token. An array's hash goes on from element to element; an object's is the sum over
/// its fields, which no order changes.
/// </summary>
internal sealed class ContentHasher
{
    // So that the text "1", the number 1 and a field of that name differ.
    private const long TextSeed = 1;
    private const long OtherSeed = 2;
    private const long NameSeed = 3;
    private const int ArrayMark = 4;
    private const int ObjectMark = 5;

    // One per depth, used again for each object and array there.
    private readonly List<Level> _levels = [];
    private readonly ArrayBufferWriter<byte> _text = new();
    private int _depth;
    private UInt128 _root;

    /// <summary>32 lower-case hex digits, of the whole value.</summary>
    public string Result => _root.ToString("x32", CultureInfo.InvariantCulture);

    public void Add(JsonScanner token)
    {
        switch (token.TokenType)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                Open(token.TokenType == JsonTokenType.StartObject);
                break;
            case JsonTokenType.PropertyName:
                var level = _levels[_depth - 1];
                level.Name = HashText(token, NameSeed);
                level.IsIgnored = _depth == 1 && token.TextIs("resourceId");
                break;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                var closed = _levels[--_depth];
                Put(Combine((UInt128)(closed.IsObject ? ObjectMark : ArrayMark), closed.State));
                break;
            case JsonTokenType.String:
                Put(HashText(token, TextSeed));
                break;
            default:
                Put(XxHash128.HashToUInt128(token.Value, OtherSeed));
                break;
        }
    }

    private void Open(bool isObject)
    {
        if (_depth == _levels.Count)
        {
            _levels.Add(new Level());
        }

        _levels[_depth++].Restart(isObject);
    }

    private void Put(UInt128 value)
    {
        if (_depth == 0)
        {
            _root = value;
            return;
        }

        var level = _levels[_depth - 1];
        if (!level.IsObject)
        {
            level.State = Combine(level.State, value);
        }
        else if (!level.IsIgnored)
        {
            level.State += Combine(level.Name, value);
        }
    }

    private UInt128 HashText(JsonScanner token, long seed)
    {
        if (!token.IsEscaped)
        {
            return XxHash128.HashToUInt128(token.Value, seed);
        }

        var text = _text.GetSpan(token.Raw.Length);
        return token.TryCopyText(text, out var length)
            ? XxHash128.HashToUInt128(text[..length], seed)
            : XxHash128.HashToUInt128(token.Value, seed);
    }

    private static UInt128 Combine(UInt128 left, UInt128 right)
    {
        Span<byte> both = stackalloc byte[32];
        BinaryPrimitives.WriteUInt128LittleEndian(both, left);
        BinaryPrimitives.WriteUInt128LittleEndian(both[16..], right);
        return XxHash128.HashToUInt128(both);
    }

    private sealed class Level
    {
        public bool IsObject { get; private set; }

        public UInt128 State { get; set; }

        public UInt128 Name { get; set; }

        public bool IsIgnored { get; set; }

        public void Restart(bool isObject) => (IsObject, State, IsIgnored) = (isObject, 0, false);
    }
}
