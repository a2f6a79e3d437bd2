using Spectre.Console;

namespace Keepnet.Export.Cli.Display;

/// <summary>The tree of what was written, a few entries per folder.</summary>
internal static class StoreTree
{
    private const int MostPerFolder = 3;

    public static void Print(Terminal terminal, string directory)
    {
        var tree = new Tree(new Text(directory));
        AddTo(tree, new DirectoryInfo(directory));
        terminal.Out.Write(tree);
    }

    private static void AddTo(IHasTreeNodes node, DirectoryInfo directory)
    {
        foreach (var file in directory.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            node.AddNode(new Text($"{file.Name} ({ByteText.Of(file.Length)})"));
        }

        var folders = directory.EnumerateDirectories().Where(folder => folder.Name[0] != '.').OrderBy(folder => folder.Name, StringComparer.Ordinal).ToList();
        foreach (var folder in folders.Take(MostPerFolder))
        {
            AddTo(node.AddNode(new Text(folder.Name + "/")), folder);
        }

        if (folders.Count > MostPerFolder)
        {
            node.AddNode(new Text($"… {folders.Count - MostPerFolder} more like these"));
        }
    }
}
