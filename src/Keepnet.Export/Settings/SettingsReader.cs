using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Keepnet.Export.Settings;

/// <summary>
/// Fills option classes from configuration and says, key by key, what is wrong: malformed, out of range or unknown. The
/// framework's binder stops at the first fault, does not name what is allowed, and shows secrets.
/// </summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public void Report(string problem) => _problems.Add(problem);

    public T Read<T>(string section)
        where T : new()
    {
        var options = new T();
        Fill(options, section);
        return options;
    }

    /// <summary>Reports every key of the section that no option class read so far has.</summary>
    public void RejectUnknown(string section)
    {
        foreach (var (key, value) in configuration.GetSection(section).AsEnumerable())
        {
            if (value is not null && key.Length > section.Length && !_known.Contains(key) && !_lists.Contains(WithoutIndex(key)))
            {
                var nearest = _known.OrderBy(known => Distance(known, key)).FirstOrDefault();
                Report($"{key} is not a setting{(nearest is null ? "" : $"; did you mean {nearest}?")}");
            }
        }
    }

    private void Fill(object options, string section)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = $"{section}:{property.Name}";
            if (property.PropertyType == typeof(CompanyFilterOptions))
            {
                Fill(property.GetValue(options)!, key);
                continue;
            }

            _known.Add(key);
            if (property.PropertyType == typeof(IReadOnlyList<string>))
            {
                _lists.Add(key);
                property.SetValue(options, ListSetting.Read(configuration, key));
            }
            else if (configuration[key] is { Length: > 0 } text)
            {
                Set(options, property, key, text.Trim());
            }
        }
    }

    private void Set(object options, PropertyInfo property, string key, string text)
    {
        var range = property.GetCustomAttribute<RangeAttribute>();
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (TryConvert(type, text, out var value) && range?.IsValid(value) != false)
        {
            property.SetValue(options, value);
            return;
        }

        var shown = property.IsDefined(typeof(SecretAttribute)) ? "not usable" : $"'{text}'";
        Report($"{key} is {shown}; allowed: {Allowed(type, range)}");
    }

    private static bool TryConvert(Type type, string text, out object? value)
    {
        var culture = CultureInfo.InvariantCulture;
        value = type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var number) ? number : null,
            _ when type == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var number) ? number : null,
            _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, culture, out var number) ? number : null,
            _ when type == typeof(TimeSpan) => TimeSpan.TryParse(text, culture, out var span) ? span : null,
            _ when type.IsEnum => Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
                ? Enum.Parse(type, name)
                : null,
            _ => throw new NotSupportedException($"Settings of type {type.Name} cannot be read."),
        };
        return value is not null;
    }

    private static string Allowed(Type type, RangeAttribute? range)
    {
        var limits = range is null ? "" : string.Create(CultureInfo.InvariantCulture, $" from {range.Minimum} to {range.Maximum}");
        return type switch
        {
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number" + limits,
            _ when type == typeof(double) => "a number" + limits,
            _ when type == typeof(TimeSpan) => "a duration such as 00:05:00" + limits,
            _ when type.IsEnum => string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant())),
            _ => "text",
        };
    }

    private static string WithoutIndex(string key)
    {
        var last = key.LastIndexOf(':');
        return int.TryParse(key.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? key[..last] : key;
    }

    // Levenshtein, for "did you mean": keys are short and this runs on mistakes only.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var previous = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? previous : previous + 1;
                previous = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
