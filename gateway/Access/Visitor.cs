using Interactions.Users;

namespace Interactions.Gateway.Access;

/// <summary>
/// Who is at the other end of a connection or request, read once from its token. Without a token it is anonymous: it may watch, and every act is
/// answered <c>unauthenticated</c>. Endpoints take it as a parameter; hubs find it with <c>Visitor.Of(Context)</c>.
/// </summary>
public sealed class Visitor
{
    /// <summary>The token's <c>sub</c>; null for an anonymous visitor. Never leaves the gateway.</summary>
    public string? UserId { get; internal init; }

    /// <summary>What episodes store of the user; <see cref="UserKey.None"/> for an anonymous visitor.</summary>
    public UserKey Key { get; internal init; }

    /// <summary>True when there is a valid token.</summary>
    public bool IsKnown => UserId is not null;

    /// <summary>What other viewers see, at most 32 characters, without control or direction characters.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Says on screens that two comments are by the same user, and not by whom: base64url of the key's first 8 bytes; empty when anonymous.
    /// </summary>
    public required string Author { get; init; }

    public bool IsCreator { get; internal init; }

    public bool IsModerator { get; internal init; }

    public bool IsOps { get; internal init; }

    /// <summary>The roles of the token that mean something here.</summary>
    internal IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>From when to when the token is good; nothing for an anonymous visitor.</summary>
    internal TokenTimes Token { get; init; }

    /// <summary>Where it comes from: what anonymous visitors have in common is paid from one budget.</summary>
    internal AddressPrefix Address { get; init; }

    /// <summary>What this connection may still do; null for a single request.</summary>
    public ConnectionBudget? Connection { get; internal init; }

    /// <summary>Lets endpoints take the visitor as a parameter.</summary>
    public static ValueTask<Visitor> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(context.RequestServices.GetRequiredService<Visitors>().Of(context));
    }

    /// <summary>The visitor of a hub connection.</summary>
    public static Visitor Of(Microsoft.AspNetCore.SignalR.HubCallerContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.Features.Get<Visitor>() ?? throw new InvalidOperationException("The hub was not mapped with MapInteractionsHub.");
    }
}
