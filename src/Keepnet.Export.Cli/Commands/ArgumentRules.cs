using System.CommandLine;
using System.Globalization;

namespace Keepnet.Export.Cli.Commands;

/// <summary>What the command line takes as the value of an option; the library's own sentences name types of .NET.</summary>
internal static class ArgumentRules
{
    /// <summary>Refuses what is no whole number within the limits.</summary>
    public static Option<T> Within<T>(this Option<T> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            var text = result.Tokens is [var token, ..] ? token.Value : null;
            if (text is not null && !(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            {
                result.AddError($"{option.Name} is '{text}'; allowed: a whole number from {least} to {most}.");
            }
        });
        return option;
    }

    /// <summary>Refuses an empty value, such as that of a shell variable nobody set.</summary>
    public static Option<T> NotEmpty<T>(this Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{option.Name} is empty; give a value or leave the option out.");
            }
        });
        return option;
    }
}
