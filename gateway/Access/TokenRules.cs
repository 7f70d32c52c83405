using System.Security.Claims;
using System.Security.Cryptography;
using Interactions.Gateway.Operations;
using Interactions.Ids;
using Interactions.Users;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;

namespace Interactions.Gateway.Access;

/// <summary>
/// What makes a token valid: signed by the one configured key with the one algorithm that fits it (never what the token's header says), for us, by
/// our issuer, now, with one <c>sub</c> that is an id, and not revoked.
/// </summary>
internal sealed class TokenRules(IOptions<AuthOptions> options, UserKeys keys, Revocations revocations, TimeProvider time)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>Clocks of issuer and gateway may differ by this.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    /// <summary>Hubs live below this; only there is a token taken from the URL, because browsers cannot send headers with a WebSocket.</summary>
    public static readonly PathString HubPaths = "/hubs";

    public void Configure(string? name, JwtBearerOptions bearer) => Configure(bearer);

    public void Configure(JwtBearerOptions bearer)
    {
        AuthOptions auth = options.Value;
        SecurityKey key = KeyOf(auth);
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.SaveToken = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [AlgorithmOf(auth)],
            ValidIssuer = auth.Issuer,
            ValidAudience = auth.Audience,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            ClockSkew = ClockSkew,
            ValidateIssuerSigningKey = true,
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, _, kid, _) => (string.IsNullOrEmpty(kid) ? null : kid) == auth.KeyId ? [key] : [],
            NameClaimType = Claims.Subject,
            RoleClaimType = Claims.Roles,
        };
        bearer.Events = new JwtBearerEvents { OnMessageReceived = TakeFromBrowser, OnTokenValidated = CheckClaims };
    }

    public static string AlgorithmOf(AuthOptions auth) => auth.SigningKey is null ? SecurityAlgorithms.RsaSha256 : SecurityAlgorithms.HmacSha256;

    private static SecurityKey KeyOf(AuthOptions auth)
    {
        if (auth.SigningKey is not null) { return new SymmetricSecurityKey(Convert.FromBase64String(auth.SigningKey)) { KeyId = auth.KeyId }; }
        RSA rsa = RSA.Create();
        rsa.ImportFromPem(auth.PublicKeyPem);
        return new RsaSecurityKey(rsa) { KeyId = auth.KeyId };
    }

    /// <summary>Browsers send no header with a WebSocket, and none when somebody follows a link.</summary>
    private static Task TakeFromBrowser(MessageReceivedContext context)
    {
        if (context.Request.Headers.Authorization.Count > 0) { return Task.CompletedTask; }
        if (context.Request.Path.StartsWithSegments(OrleansDashboard.Path)) { context.Token = context.Request.Cookies[OrleansDashboard.Cookie]; }
        if (!context.Request.Path.StartsWithSegments(HubPaths)) { return Task.CompletedTask; }
        StringValues token = context.Request.Query["access_token"];
        if (token.Count == 1) { context.Token = token; }
        if (token.Count > 1) { context.Fail("several tokens"); }
        return Task.CompletedTask;
    }

    private Task CheckClaims(TokenValidatedContext context)
    {
        ClaimsPrincipal user = context.Principal!;
        string[] subjects = [.. user.FindAll(Claims.Subject).Select(claim => claim.Value)];
        if (subjects is not [string subject] || !Identifier.IsValid(subject)) { context.Fail("sub is not an id"); }
        else if (!TokenTimes.TryRead(user, out TokenTimes times)) { context.Fail("no time of issue"); }
        else if (!IsShort(times)) { context.Fail("the token lives too long, or is of the future"); }
        else if (!revocations.IsEmpty) { CheckRevocations(context, keys.Of(subject), times.IssuedAtMs); }
        return Task.CompletedTask;
    }

    /// <summary>A revocation is forgotten when all tokens of its time have expired, so none may live longer or claim to be newer than it is.</summary>
    private bool IsShort(TokenTimes times)
    {
        DateTimeOffset issued = DateTimeOffset.FromUnixTimeMilliseconds(times.IssuedAtMs);
        return times.ExpiresAt - issued <= options.Value.TokenLifetimeMax && issued <= time.GetUtcNow() + ClockSkew;
    }

    private void CheckRevocations(TokenValidatedContext context, UserKey user, long issuedAtMs)
    {
        if (revocations.IsRevoked(user, issuedAtMs)) { context.Fail("the token is revoked"); }
        foreach (ClaimsIdentity identity in context.Principal!.Identities)
        {
            foreach (Claim role in identity.FindAll(Claims.Roles).Where(role => revocations.IsLost(user, role.Value, issuedAtMs)).ToArray())
            {
                identity.RemoveClaim(role);
            }
        }
    }
}

/// <summary>The claims that are read, under the names they have in the token.</summary>
internal static class Claims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Roles = "roles";
    public const string IssuedAt = "iat";
    public const string NotBefore = "nbf";
    public const string Expires = "exp";
}
