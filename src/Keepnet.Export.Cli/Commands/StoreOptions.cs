using System.CommandLine;

namespace Keepnet.Export.Cli.Commands;

/// <summary>The options by which a command names the store; without them the settings do.</summary>
internal sealed class StoreOptions
{
    public Option<string> Out { get; } = new Option<string>("--out") { Description = "Directory of the store; without it Export:Directory, else ./exports.", HelpName = "DIR" }.NotEmpty();

    public Option<string> BlobContainerUri { get; } = new Option<string>("--blob-container-uri")
    {
        Description = "Blob Storage container as the store, reached with your Azure identity.",
        HelpName = "URI",
    }.NotEmpty();

    public void AddTo(Command command)
    {
        command.Options.Add(Out);
        command.Options.Add(BlobContainerUri);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Out) is not null && result.GetResult(BlobContainerUri) is not null)
            {
                result.AddError("--out and --blob-container-uri name two stores; give one of them.");
            }
        });
    }

    /// <summary>What the command line says takes the place of whatever store the settings name.</summary>
    public void Override(ParseResult result, Dictionary<string, string?> settings)
    {
        var (directory, container) = (result.GetValue(Out), result.GetValue(BlobContainerUri));
        if (directory is null && container is null)
        {
            return;
        }

        settings["Export:Directory"] = directory ?? "";
        settings["Export:BlobContainerUri"] = container ?? "";
        settings["Export:BlobConnectionString"] = "";
        settings["Export:BlobContainer"] = "";
    }
}
