using Keepnet.Export.Storage;

namespace Keepnet.Export.Reading;

/// <summary>A file is in the store but is not what this program wrote, or not what its manifest says.</summary>
/// <param name="path">From the store's root.</param>
/// <param name="problem">What is wrong with it, as the rest of a sentence.</param>
/// <param name="innerException">How that showed.</param>
public sealed class DamagedFileException(string path, string problem, Exception? innerException = null)
    : StoreException($"{path} {problem}. Export the company again; 'keepnet-export verify' names every such file.", isPassing: false, innerException)
{
    public string Path => path;
}
