namespace Keepnet.Export.Storage;

/// <summary>Turns failures of the file system into sentences.</summary>
internal sealed class DirectoryFailures(string root)
{
    private const string AfterRoom = "A run that has its plan goes on with --resume, another one is started again.";

    public T Guard<T>(string action, string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (Explain(e, action, path) is { } explained)
        {
            throw explained;
        }
    }

    public void Guard(string action, string path, Action work) => Guard(action, path, () =>
    {
        work();
        return true;
    });

    public async Task<T> GuardAsync<T>(string action, string path, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Explain(e, action, path) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>The exception to throw instead, or null for one that is not the file system's.</summary>
    public StoreException? Explain(Exception exception, string action, string path)
        => Trouble(exception)?.ToException($"Cannot {action} {path} in {root}", exception);

    /// <summary>Temporary data cannot be written: so nothing can.</summary>
    public StoreException NoPermission(UnauthorizedAccessException exception)
        => StoreTrouble.OfStore("permission is denied", "Give this user the right to read and write there.").ToException($"Cannot write in {root}", exception);

    public StoreException AlreadyExists(string path)
        => new($"Cannot write {path} in {root}: a file of this name is there already. Nothing was changed.", isPassing: false);

    public StoreException IsLink(string path)
        => new($"Cannot use {path} in {root}: it is a symbolic link, which could lead out of the store. Replace it by a real folder or file.", isPassing: false);

    private static StoreTrouble? Trouble(Exception exception) => exception switch
    {
        PathTooLongException => StoreTrouble.OfFile("the path is too long for this file system", "Choose a store directory with a shorter path."),
        UnauthorizedAccessException => StoreTrouble.OfFile("permission is denied, or a folder is where a file should be", "Give this user the right to read and write there."),
        DirectoryNotFoundException => StoreTrouble.OfFile("a folder is missing, or a file is where a folder should be", "Move that file away or choose another directory."),
        FileNotFoundException => StoreTrouble.OfFileForNow("the file vanished while it was used, or no file can be made there", "See whether something else cleans up this directory, or choose another one."),
        IOException e => OfNumber(e),
        _ => null,
    };

    // On Unix .NET passes the plain error number on; Windows numbers come as HRESULTs.
    private static StoreTrouble OfNumber(IOException e) => e.HResult switch
    {
        28 or unchecked((int)0x80070070) or unchecked((int)0x80070027) => StoreTrouble.OfStore("the disk is full", $"Free some space there. {AfterRoom}"),
        122 or 69 => StoreTrouble.OfStore("the disk quota is used up", $"Free some space there or raise the quota. {AfterRoom}"),
        30 or unchecked((int)0x80070013) => StoreTrouble.OfStore("the file system is read-only", "Mount it writable or choose another directory."),
        17 or unchecked((int)0x800700B7) => StoreTrouble.OfFile("a file is where a folder should be, or the other way round", "Move it away or choose another directory."),
        24 or 23 => StoreTrouble.Outage("too many files are open", "Raise the limit of open files or lower Export:MaxConcurrency."),
        _ => StoreTrouble.Outage($"the file system failed ({e.Message.TrimEnd('.')})", "See whether the disk or share is healthy and connected."),
    };
}
