using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Keepnet.Api;

/// <summary>Checks settings and says in one line each which is wrong and what is allowed.</summary>
internal sealed class KeepnetApiOptionsValidator : IValidateOptions<KeepnetApiOptions>
{
    public ValidateOptionsResult Validate(string? name, KeepnetApiOptions options)
    {
        var problems = RangeProblems(options)
            .Concat([BaseUrlProblem(options.BaseUrl), DateFormatProblem(options.DateFormat)])
            .OfType<string>()
            .ToList();
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> RangeProblems(KeepnetApiOptions options) =>
        from property in typeof(KeepnetApiOptions).GetProperties()
        let range = property.GetCustomAttribute<RangeAttribute>()
        let value = range is null ? null : property.GetValue(options)
        where range is not null && !range.IsValid(value)
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{KeepnetApiOptions.Section}:{property.Name} is {value}; allowed is {range.Minimum} to {range.Maximum}.");

    private static string? BaseUrlProblem(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return $"{KeepnetApiOptions.Section}:BaseUrl is '{text}'; it must be an absolute address such as https://api.keepnetlabs.com.";
        }

        // A user or password in it is not repeated.
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            return $"{KeepnetApiOptions.Section}:BaseUrl of {url.Host} must have no user, query or fragment.";
        }

        return url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
            ? null
            : $"{KeepnetApiOptions.Section}:BaseUrl is '{text}'; it must begin with https:// (http:// is for this machine only).";
    }

    private static string? DateFormatProblem(string? format) =>
        format is null || (format.Contains("DD", StringComparison.Ordinal) && format.Contains("MM", StringComparison.Ordinal)
            && format.Contains("YYYY", StringComparison.Ordinal))
            ? null
            : $"{KeepnetApiOptions.Section}:DateFormat is '{format}'; it must hold DD, MM and YYYY, for example DD/MM/YYYY.";
}
