using Interactions.Silo.Operations;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Operations;

/// <summary>Options are read once and checked before anything starts: a wrong or misspelt one stops the host with a line about it.</summary>
internal static class CheckedOptions
{
    public static OptionsBuilder<TOptions> AddChecked<TOptions>(this IServiceCollection services, string section)
        where TOptions : class, ICheckedOptions
    {
        services.AddSingleton<IValidateOptions<TOptions>>(provider =>
            new Validation<TOptions>(section, provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddSingleton<IValidateOptions<TOptions>>(provider =>
            new OptionNames<TOptions>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        return services.AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(section).Bind(options))
            .ValidateOnStart();
    }

    private sealed class Validation<TOptions>(string section, bool isDevelopment) : IValidateOptions<TOptions>
        where TOptions : class, ICheckedOptions
    {
        public ValidateOptionsResult Validate(string? name, TOptions options)
        {
            OptionChecks checks = new(section, isDevelopment);
            options.Check(checks);
            return checks.Result;
        }
    }
}
