using System.Text;
using Keepnet.Export.Storage;

namespace Keepnet.Export.Tests.Storage;

/// <summary>What every store does. Each call of <see cref="Store"/> stands for another process on the same store.</summary>
public abstract partial class ExportStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IExportStore Store();

    protected static async Task<List<string>> PathsAsync(IExportStore store, string folder)
        => await store.ListAsync(folder, None).Select(entry => entry.Path).ToListAsync();

    protected static async Task<string> TextAsync(IExportStore store, string path)
        => Encoding.UTF8.GetString((await store.TryReadAsync(path, None))!.Content.Span);

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
