namespace Keepnet.Simulator;

/// <summary>The three documented ways of wrapping an answer.</summary>
internal enum EnvelopeShape
{
    /// <summary><c>data</c>, <c>status</c>, <c>message</c>, <c>validationMessages</c></summary>
    Status,

    /// <summary><c>isSuccess</c>, <c>data</c>, <c>messages</c></summary>
    IsSuccess,

    /// <summary>As <see cref="Status"/>, names beginning with capitals.</summary>
    PascalCase,
}
