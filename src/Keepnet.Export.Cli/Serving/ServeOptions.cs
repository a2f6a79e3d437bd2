using System.Text.Json.Serialization;
using Keepnet.Export.Settings;

namespace Keepnet.Export.Cli.Serving;

/// <summary>Settings of <c>serve</c> alone; section <c>Serve</c>.</summary>
internal sealed class ServeOptions
{
    public const string Section = "Serve";
    public const int MinKeyLength = 16;

    /// <summary>What callers must send; needed wherever others than this machine can call.</summary>
    [Secret]
    [JsonIgnore]
    public string? ApiKey { get; set; }

    /// <exception cref="InvalidSettingsException">A setting of the section is wrong.</exception>
    public static ServeOptions Read(SettingsReader reader)
    {
        var options = reader.Read<ServeOptions>(Section);
        reader.RejectUnknown(Section);
        if (options.ApiKey is { } key && (key.Length < MinKeyLength || key.Any(character => !char.IsAscii(character) || char.IsControl(character) || character == ' ')))
        {
            reader.Report($"Serve:ApiKey is not usable; allowed: at least {MinKeyLength} ASCII characters without spaces");
        }

        return reader.Problems.Count == 0 ? options : throw new InvalidSettingsException(reader.Problems);
    }
}
