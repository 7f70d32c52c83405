using System.Security.Cryptography;
using Interactions.Ids;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;

namespace Interactions.Gateway.Access;

/// <summary>
/// What makes a token valid: signed by the one configured key with the one algorithm that fits it (never what the token's header says), for us, by
/// our issuer, now, with one <c>sub</c> that is an id.
/// </summary>
internal sealed class TokenRules(IOptions<AuthOptions> options) : IConfigureNamedOptions<JwtBearerOptions>
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
        bearer.Events = new JwtBearerEvents { OnMessageReceived = TakeFromUrl, OnTokenValidated = CheckSubject };
    }

    public static string AlgorithmOf(AuthOptions auth) => auth.SigningKey is null ? SecurityAlgorithms.RsaSha256 : SecurityAlgorithms.HmacSha256;

    private static SecurityKey KeyOf(AuthOptions auth)
    {
        if (auth.SigningKey is not null) { return new SymmetricSecurityKey(Convert.FromBase64String(auth.SigningKey)) { KeyId = auth.KeyId }; }
        RSA rsa = RSA.Create();
        rsa.ImportFromPem(auth.PublicKeyPem);
        return new RsaSecurityKey(rsa) { KeyId = auth.KeyId };
    }

    private static Task TakeFromUrl(MessageReceivedContext context)
    {
        if (!context.Request.Path.StartsWithSegments(HubPaths) || context.Request.Headers.Authorization.Count > 0) { return Task.CompletedTask; }
        StringValues token = context.Request.Query["access_token"];
        if (token.Count == 1) { context.Token = token; }
        if (token.Count > 1) { context.Fail("several tokens"); }
        return Task.CompletedTask;
    }

    private static Task CheckSubject(TokenValidatedContext context)
    {
        string[] subjects = [.. context.Principal!.FindAll(Claims.Subject).Select(claim => claim.Value)];
        if (subjects is not [string subject] || !Identifier.IsValid(subject)) { context.Fail("sub is not an id"); }
        return Task.CompletedTask;
    }
}

/// <summary>The claims that are read, under the names they have in the token.</summary>
internal static class Claims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Roles = "roles";
}
