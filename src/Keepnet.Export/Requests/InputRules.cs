using System.Globalization;
using System.Text;
using Keepnet.Api.Reports;
using Keepnet.Export.Runs;

namespace Keepnet.Export.Requests;

/// <summary>What callers may send: each rule returns the value or refuses the request before anything is touched.</summary>
internal static class InputRules
{
    private const int MaxCompanyIdLength = 200;
    private const int MaxKeyLength = 255;
    private const int MaxShown = 60;
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static string CompanyId(string? id) => !string.IsNullOrWhiteSpace(id) && id.Length <= MaxCompanyIdLength && !id.Any(char.IsControl) && IsText(id)
        ? id
        : throw RequestException.Invalid($"A company id is a text of 1 to {MaxCompanyIdLength} characters without control characters.");

    public static string KnownRunId(string? id) => RunId.IsValid(id)
        ? id!
        : throw RequestException.NoRun(Shown(id ?? ""));

    public static string? IdempotencyKey(string? key) => key is null || (key.Length is > 0 and <= MaxKeyLength && !key.Any(char.IsControl) && IsText(key))
        ? key
        : throw RequestException.Invalid($"An Idempotency-Key has 1 to {MaxKeyLength} characters and no control characters.");

    public static int Limit(string? text) => text switch
    {
        null => DefaultLimit,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= MaxLimit => limit,
        _ => throw RequestException.Invalid($"limit must be a whole number from 1 to {MaxLimit}."),
    };

    public static ReportPeriod Period(string? text) => ReportPeriod.TryParse(text, out var period)
        ? period
        : throw RequestException.Invalid(
            $"The period is not known. Allowed: {string.Join(", ", ReportPeriod.Names)}, \"yyyy-MM-dd_yyyy-MM-dd\", or {{\"from\":\"yyyy-MM-dd\",\"to\":\"yyyy-MM-dd\"}}, the last day not before the first.");

    /// <summary>What a caller sent, short and harmless enough to be quoted.</summary>
    public static string Shown(string text)
    {
        var harmless = string.Concat(text.Take(MaxShown).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character));
        return text.Length > MaxShown ? $"'{harmless}…'" : $"'{harmless}'";
    }

    // Half a surrogate pair reads as the replacement character, which no id has.
    private static bool IsText(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
