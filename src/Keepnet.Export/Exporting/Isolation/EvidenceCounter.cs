using System.Buffers;
using System.IO.Hashing;
using System.Text.Json;
using Keepnet.Api.Json;

namespace Keepnet.Export.Exporting.Isolation;

/// <summary>Weighs what in an answer can only be one company's own.</summary>
internal sealed class EvidenceCounter(EvidenceKind kind)
{
    private const int AddressPoints = 4;
    private const int LongestAddress = 256;
    private const int LongestNumber = 32;

    // The line that marks the target.
    private const string TargetName = "PLA";

    private static readonly SearchValues<byte> NumberSigns = SearchValues.Create("0123456789.% "u8);

    private readonly PropertyMeanings _meanings = new();

    // One per depth, used again for each object and array there.
    private readonly List<EvidenceLevel> _levels = [new EvidenceLevel()];
    private int _depth;
    private PropertyMeaning _property;

    public int Weight => Math.Min(_levels[0].Weight, Evidence.Most);

    public void Add(JsonScanner token)
    {
        switch (token.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                Open();
                break;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                Close();
                break;
            case JsonTokenType.PropertyName:
                _property = _meanings.Of(token.Value);
                return;
            case JsonTokenType.Number:
                AddNumber(token.Value);
                break;
            case JsonTokenType.String:
                AddText(token);
                break;
            case JsonTokenType.True when kind == EvidenceKind.OwnReports && _property.HasFlag(PropertyMeaning.Ownership):
                _levels[_depth].Add(0, Evidence.Enough);
                break;
        }

        _property = PropertyMeaning.None;
    }

    // Of a report only its widgets' points are the company's own; of a widget all but its own properties.
    private void Open()
    {
        var counts = kind == EvidenceKind.Figures
            ? _depth > 0
            : _levels[_depth].Counts || _property.HasFlag(PropertyMeaning.Points);
        if (++_depth == _levels.Count)
        {
            _levels.Add(new EvidenceLevel());
        }

        _levels[_depth].Restart(_property.HasFlag(PropertyMeaning.Shared), counts);
    }

    private void Close()
    {
        var closed = _levels[_depth--];
        if (!closed.IsShared)
        {
            _levels[_depth].AddAll(closed);
        }
    }

    private void AddNumber(ReadOnlySpan<byte> number)
    {
        if (_levels[_depth].Counts && !_property.HasFlag(PropertyMeaning.Shared) && Digits(number) is > 0 and var digits)
        {
            _levels[_depth].Add(XxHash64.HashToUInt64(number), Math.Min(digits, 3));
        }
    }

    private void AddText(JsonScanner token)
    {
        if (!_levels[_depth].Counts)
        {
            return;
        }

        var text = token.Value;
        if (_property.HasFlag(PropertyMeaning.Naming) && (SharedWords.AreIn(text) || token.TextIs(TargetName)))
        {
            _levels[_depth].IsShared = true;
        }
        else if (text.Length <= LongestAddress && text.Contains((byte)'@'))
        {
            _levels[_depth].Add(XxHash64.HashToUInt64(text), AddressPoints);
        }
        else if (text.Length is > 0 and <= LongestNumber && !text.ContainsAnyExcept(NumberSigns))
        {
            AddNumber(text);
        }
    }

    // Digits that tell one number from another: neither leading nor trailing zeros.
    private static int Digits(ReadOnlySpan<byte> number)
    {
        var (digits, zeros) = (0, 0);
        foreach (var sign in number)
        {
            if (sign is (byte)'e' or (byte)'E')
            {
                break;
            }

            zeros = sign == (byte)'0' && digits > 0 ? zeros + 1 : sign is >= (byte)'1' and <= (byte)'9' ? 0 : zeros;
            digits += sign is >= (byte)'1' and <= (byte)'9' || (sign == (byte)'0' && digits > 0) ? 1 : 0;
        }

        return digits - zeros;
    }
}
