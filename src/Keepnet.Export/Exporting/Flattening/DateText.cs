namespace Keepnet.Export.Exporting.Flattening;

/// <summary>The parts of a date as written: three numbers, a time, an offset. Says nothing yet about which number is the day.</summary>
internal ref struct DateText(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text.Trim(" \t\r\n"u8);

    public int First { get; private set; }

    public int Second { get; private set; }

    public int Third { get; private set; }

    public bool YearFirst { get; private set; }

    /// <summary>Year, hyphen, two digits, hyphen, two digits: nobody writes the day before the month like this.</summary>
    public bool IsIso { get; private set; }

    public TimeOnly? Time { get; private set; }

    public bool TryRead() => TryReadDay() && (_rest.IsEmpty || (TryReadTime() && TrySkipOffset() && _rest.IsEmpty));

    private bool TryReadDay()
    {
        if (!TryReadNumber(out var first, out var firstDigits) || !TryReadSeparator(out var separator)
            || !TryReadNumber(out var second, out var secondDigits) || !TryReadSeparator(out var again) || again != separator
            || !TryReadNumber(out var third, out var thirdDigits))
        {
            return false;
        }

        (First, Second, Third, YearFirst) = (first, second, third, firstDigits == 4);
        IsIso = YearFirst && separator == '-' && secondDigits == 2 && thirdDigits == 2;
        return secondDigits <= 2 && (YearFirst ? thirdDigits <= 2 : firstDigits <= 2 && thirdDigits == 4);
    }

    private bool TryReadTime()
    {
        if (!TrySkip((byte)'T') && !TrySkip((byte)' '))
        {
            return false;
        }

        _rest = _rest.TrimStart((byte)' ');
        if (!TryReadNumber(out var hour, out var digits) || digits > 2
            || !TrySkip((byte)':') || !TryReadNumber(out var minute, out digits) || digits != 2 || minute > 59
            || !TryReadSeconds(out var second) || !TryReadHalfOfDay(ref hour) || hour > 23)
        {
            return false;
        }

        Time = new TimeOnly(hour, minute, second);
        return true;
    }

    private bool TryReadSeconds(out int second)
    {
        second = 0;
        if (!TrySkip((byte)':'))
        {
            return true;
        }

        return TryReadNumber(out second, out var digits) && digits == 2 && second < 60
            && (!TrySkip((byte)'.') || TryReadNumber(out _, out _));
    }

    private bool TryReadHalfOfDay(ref int hour)
    {
        var rest = _rest.TrimStart((byte)' ');
        if (rest.Length < 2 || (rest[1] | 0x20) != 'm' || (rest[0] | 0x20) is not ('a' or 'p'))
        {
            return true;
        }

        _rest = rest[2..];
        var isValid = hour is >= 1 and <= 12;
        hour = (hour % 12) + ((rest[0] | 0x20) == 'p' ? 12 : 0);
        return isValid;
    }

    // The offset is dropped: a date keeps the day and the time it was written with.
    private bool TrySkipOffset()
    {
        _rest = _rest.TrimStart((byte)' ');
        if (_rest.IsEmpty || TrySkip((byte)'Z'))
        {
            return true;
        }

        if (!TrySkip((byte)'+') && !TrySkip((byte)'-'))
        {
            return false;
        }

        return TryReadNumber(out _, out var digits)
            && (digits == 4 || (digits == 2 && (!TrySkip((byte)':') || (TryReadNumber(out _, out digits) && digits == 2))));
    }

    private bool TryReadNumber(out int number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < _rest.Length && _rest[digits] is >= (byte)'0' and <= (byte)'9' && digits < 9)
        {
            number = (number * 10) + _rest[digits++] - '0';
        }

        _rest = _rest[digits..];
        return digits > 0;
    }

    private bool TryReadSeparator(out byte separator)
    {
        separator = _rest.IsEmpty ? default : _rest[0];
        return separator is (byte)'/' or (byte)'-' or (byte)'.' && TrySkip(separator);
    }

    private bool TrySkip(byte symbol)
    {
        if (_rest.IsEmpty || (_rest[0] != symbol && !(char.IsAsciiLetterUpper((char)symbol) && (_rest[0] & ~0x20) == symbol)))
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }
}
