using System.Globalization;
using System.Security.Cryptography;

namespace Keepnet.Export.Exporting.Attempts;

/// <summary>Names of attempts: <c>n-xxxx</c> with four random hex digits, so that two workers on one company never share a folder.</summary>
internal static class AttemptName
{
    public static string Create(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");

    /// <summary>The number of an attempt's name; 0 when it is not one of ours.</summary>
    public static int NumberOf(string attempt) =>
        int.TryParse(attempt.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
