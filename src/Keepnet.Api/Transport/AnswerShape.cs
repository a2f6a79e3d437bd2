namespace Keepnet.Api.Transport;

/// <summary>What the <c>data</c> of an operation's answer is, and what its absence means.</summary>
internal enum AnswerShape
{
    /// <summary>An array; nothing there is an empty list.</summary>
    List,

    /// <summary>One object; nothing there means that it does not exist.</summary>
    Object,

    /// <summary>An object that holds one page of a list; nothing there is an empty page.</summary>
    Page,
}
