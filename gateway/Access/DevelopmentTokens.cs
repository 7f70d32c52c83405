using Interactions.Ids;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Interactions.Gateway.Access;

/// <summary>Who the token shall be for.</summary>
/// <param name="UserId">The token's <c>sub</c>: <c>[A-Za-z0-9_-]{1,64}</c>.</param>
/// <param name="Roles">Any of viewer, creator, moderator, ops.</param>
/// <param name="Name">What other viewers see.</param>
public sealed record TokenRequest(string? UserId, string[]? Roles, string? Name = null);

/// <summary>A token that is valid for twelve hours.</summary>
public sealed record TokenAnswer(string Token);

/// <summary>Gives everybody any token: a convenience of Development, and absent elsewhere.</summary>
internal sealed class DevelopmentTokens(IOptions<AuthOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>False when tokens are signed with a private key that this process does not have.</summary>
    public bool CanSign => options.Value.SigningKey is not null;

    public string Make(string userId, IEnumerable<string> roles, string? name = null)
    {
        AuthOptions auth = options.Value;
        DateTime now = time.GetUtcNow().UtcDateTime;
        Dictionary<string, object> claims = new() { [Claims.Subject] = userId, [Claims.Roles] = roles.ToArray() };
        if (name is not null) { claims[Claims.Name] = name; }
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = auth.Issuer,
            Audience = auth.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Convert.FromBase64String(auth.SigningKey!)) { KeyId = auth.KeyId }, SecurityAlgorithms.HmacSha256),
        });
    }

    public static IResult Answer(TokenRequest request, DevelopmentTokens tokens)
    {
        Dictionary<string, string[]> wrong = [];
        if (!Identifier.IsValid(request.UserId)) { wrong["userId"] = ["must be 1 to 64 of A-Z a-z 0-9 _ -"]; }
        if (request.Roles is null || request.Roles.Any(role => !Roles.All.Contains(role)))
        {
            wrong["roles"] = [$"must be a list of {string.Join(", ", Roles.All)}"];
        }

        return wrong.Count > 0
            ? TypedResults.ValidationProblem(wrong)
            : TypedResults.Ok(new TokenAnswer(tokens.Make(request.UserId!, request.Roles!, request.Name)));
    }
}
