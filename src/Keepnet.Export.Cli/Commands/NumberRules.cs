using System.CommandLine.Parsing;
using System.Globalization;

namespace Keepnet.Export.Cli.Commands;

/// <summary>Limits of numbers on the command line.</summary>
internal static class NumberRules
{
    public static void AtLeast(OptionResult result, int least)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : null;
        if (text is not null && (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least))
        {
            result.AddError($"{result.Option.Name} is '{text}'; allowed: a whole number from {least}.");
        }
    }
}
