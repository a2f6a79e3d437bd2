using Spectre.Console;

namespace Keepnet.Export.Cli.Display;

/// <summary>The tree of what was written, a few entries per folder.</summary>
internal static class StoreTree
{
    private const int MostFolders = 2;
    private const int MostFiles = 8;

    public static void Print(Terminal terminal, string directory)
    {
        var tree = new Tree(new Text(PlainText.Of(directory)));
        AddTo(tree.AddNode(new Text("v1/")), new DirectoryInfo(Path.Combine(directory, "v1")), isOpen: true);
        terminal.Print("");
        terminal.Print(tree);
    }

    private static void AddTo(IHasTreeNodes node, DirectoryInfo directory, bool isOpen)
    {
        if (!isOpen)
        {
            return;
        }

        var files = directory.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        foreach (var file in files.Take(MostFiles))
        {
            node.AddNode(new Text($"{PlainText.Of(file.Name)} ({ByteText.Of(file.Length)})"));
        }

        var folders = Folders(directory);
        foreach (var (index, folder) in folders.Take(MostFolders).Index())
        {
            // Exports and runs are both worth a look; of things alike the first one shows it.
            AddTo(node.AddNode(new Text(PlainText.Of(folder.Name) + "/")), folder, isOpen: index == 0 || !folder.Name.Contains('='));
        }

        var more = Math.Max(files.Count - MostFiles, 0) + Math.Max(folders.Count - MostFolders, 0);
        if (more > 0)
        {
            node.AddNode(new Text($"… {more} more like these"));
        }
    }

    // Newest run first.
    private static List<DirectoryInfo> Folders(DirectoryInfo directory)
    {
        var folders = directory.EnumerateDirectories().Where(folder => folder.Name[0] != '.').OrderBy(folder => folder.Name, StringComparer.Ordinal).ToList();
        if (folders is [{ Name: var name }, ..] && name.StartsWith("run_id=", StringComparison.Ordinal))
        {
            folders.Reverse();
        }

        return folders;
    }
}
