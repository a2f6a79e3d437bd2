namespace Keepnet.Export.Cli;

/// <summary>Standard output cannot be written to, for example because it is closed or the disk behind it is full.</summary>
internal sealed class OutputException(Exception inner)
    : Exception($"Cannot write to standard output: {inner.Message.TrimEnd('.')}. What was exported is in the store; 'runs' lists it.", inner);
