using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Claims;
using Interactions.Users;

namespace Interactions.Gateway.Access;

/// <summary>Makes visitors from requests.</summary>
internal sealed class Visitors(UserKeys keys)
{
    public Visitor Of(HttpContext http, ConnectionBudget? connection = null)
    {
        ClaimsPrincipal user = http.User;
        AddressPrefix address = AddressPrefix.Of(http.Connection.RemoteIpAddress);
        if (user.Identity?.IsAuthenticated != true || user.FindFirstValue(Claims.Subject) is not { } userId)
        {
            return new Visitor { Name = "viewer", Author = "", Address = address, Connection = connection };
        }

        TokenTimes.TryRead(user, out TokenTimes token);
        UserKey key = keys.Of(userId);
        string author = AuthorOf(key);
        return new Visitor
        {
            UserId = userId,
            Key = key,
            Name = DisplayName.Clean(user.FindFirstValue(Claims.Name), fallback: "viewer-" + author[..4]),
            Author = author,
            IsCreator = user.IsInRole(Roles.Creator),
            IsModerator = user.IsInRole(Roles.Moderator),
            IsOps = user.IsInRole(Roles.Ops),
            Roles = [.. Roles.All.Where(user.IsInRole)],
            Token = token,
            Address = address,
            Connection = connection,
        };
    }

    /// <summary>What screens see of a user.</summary>
    public static string AuthorOf(UserKey key)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key.High);
        return Base64Url.EncodeToString(bytes);
    }
}
