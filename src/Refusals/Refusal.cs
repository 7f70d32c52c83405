namespace Interactions.Refusals;

/// <summary>A refusal as clients see it.</summary>
/// <param name="Code">The number in the closed list.</param>
/// <param name="Name">Its name, camelCase: stable, for programs.</param>
/// <param name="Message">What happened and what to do next, for people.</param>
/// <param name="RetryAfterMs">How long to wait before repeating, in milliseconds; only when repeating helps.</param>
/// <param name="Field">The request's property that is wrong, if one is.</param>
public sealed record Refusal(int Code, string Name, string Message, int? RetryAfterMs = null, string? Field = null)
{
    private sealed record Row(string Name, int HttpStatus, bool Retryable, string Message);

    /// <summary>By number. Nothing is refused with 9: it was meant for held comments, and holding one is no refusal.</summary>
    private static readonly Row?[] Rows =
    [
        new("none", 200, false, ""),
        new("invalid", 400, false, "The request is not valid; correct the named field."),
        new("unauthenticated", 401, false, "Sign in first: this needs a valid token."),
        new("forbidden", 403, false, "This is not yours to do."),
        new("notFound", 404, false, "There is nothing of that name here."),
        new("closed", 409, false, "This episode takes no new interactions."),
        new("conflict", 409, false, "This id was used before with other content; make a new id."),
        new("tooFast", 429, true, "Too fast: wait, then repeat."),
        new("busy", 503, true, "The server is busy: wait, then repeat; repeating is harmless."),
        null,
        new("tooLarge", 413, false, "The request is larger than its limit."),
    ];

    /// <summary>Builds the refusal that clients see; <paramref name="retryAfterMs"/> is given only for codes that are worth repeating.</summary>
    public static Refusal Of(RefusalCode code, int retryAfterMs = 0, string? field = null)
    {
        Row row = RowOf(code);
        return new Refusal((int)code, row.Name, row.Message, row.Retryable ? Math.Max(retryAfterMs, 1) : null, field);
    }

    /// <summary>Null for <see cref="RefusalCode.None"/>, so that an accepted answer carries no refusal.</summary>
    public static Refusal? OrNull(RefusalCode code, int retryAfterMs = 0, string? field = null) =>
        code == RefusalCode.None ? null : Of(code, retryAfterMs, field);

    public static string NameOf(RefusalCode code) => RowOf(code).Name;

    public static int HttpStatusOf(RefusalCode code) => RowOf(code).HttpStatus;

    private static Row RowOf(RefusalCode code) => Rows[(int)code] ?? throw new ArgumentOutOfRangeException(nameof(code));
}
