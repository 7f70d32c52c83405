using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Access;

/// <summary>Who may come in, and how much he may do.</summary>
internal static partial class AccessSetup
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        OptionsBuilder<AuthOptions> auth = services.AddChecked<AuthOptions>(AuthOptions.Section);
        if (builder.Environment.IsDevelopment()) { auth.PostConfigure(options => options.FillForDevelopment()); }
        services.AddChecked<AccessOptions>(AccessOptions.Section);
        services.AddChecked<LimitsOptions>(LimitsOptions.Section);
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenRules>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddAuthorization(AddPolicies);
        // Nothing of ours is protected by it, so it need not write keys to the home directory.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton(provider => new UserKeys(SecretOf(provider)));
        services.AddSingleton(provider => new Budgets(
            provider.GetRequiredService<IOptions<LimitsOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DevelopmentTokens>();
        services.AddSingleton<Visitors>();
        services.AddSingleton(provider => new ConnectionTokens(SecretOf(provider)));
        services.AddSingleton<ConnectionGate>();
        services.AddSingleton<Revocations>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionWatch>();
        services.AddCors();
        services.AddHubs();
    }

    /// <summary>After the silo, which it asks when it starts.</summary>
    public static void AddSessionWatch(this WebApplicationBuilder builder) =>
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SessionWatch>());

    /// <summary>In this order: whose page it is, whose token it is, how many there are, what it may do.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseHubOrigins();
        app.UseRestOrigins();
        app.UseAuthentication();
        app.UseBadTokenRefusal();
        app.UseConnectionGate();
        app.UseAuthorization();
    }

    /// <summary>Offers <c>POST /dev/token</c> in Development, and says loudly that this is not secure.</summary>
    public static void MapDevelopmentTokens(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) { return; }
        if (app.Services.GetRequiredService<IOptions<AuthOptions>>().Value.UsesDevelopmentKeys) { LogNotSecure(app.Logger); }
        if (!app.Services.GetRequiredService<DevelopmentTokens>().CanSign) { return; }
        app.MapPost("/dev/token", DevelopmentTokens.Answer)
            .WithTags("Development").WithSummary("Gives everybody any token. Development only.")
            .Produces<TokenAnswer>().ProducesValidationProblem();
    }

    private static byte[] SecretOf(IServiceProvider provider) =>
        Convert.FromBase64String(provider.GetRequiredService<IOptions<AuthOptions>>().Value.UserKeySecret!);

    private static void AddPolicies(AuthorizationOptions authorization)
    {
        authorization.AddPolicy(Policies.User, policy => policy.RequireAuthenticatedUser());
        authorization.AddPolicy(Policies.Creator, policy => policy.RequireRole(Roles.Creator, Roles.Ops));
        authorization.AddPolicy(Policies.Moderator, policy => policy.RequireRole(Roles.Moderator, Roles.Ops));
        authorization.AddPolicy(Policies.Ops, policy => policy.RequireRole(Roles.Ops));
    }

    [LoggerMessage(1, LogLevel.Warning, "NOT SECURE: development keys are in use, /dev/token gives everybody any token. Do not expose it.")]
    private static partial void LogNotSecure(ILogger logger);
}
