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
        return services.AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) => Read(options, configuration, section))
            .ValidateOnStart();
    }

    private static void Read<TOptions>(TOptions options, IConfiguration configuration, string section)
        where TOptions : class
    {
        try
        {
            configuration.GetSection(section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException wrong)
        {
            throw new OptionsValidationException(section, typeof(TOptions), [Explain(section, wrong.Message)]);
        }
    }

    /// <summary>The binder names a wrong value itself, but an unknown name only at the end of a sentence about its own settings.</summary>
    private static string Explain(string section, string message) =>
        message.Contains(nameof(BinderOptions.ErrorOnUnknownConfiguration), StringComparison.Ordinal)
            ? $"{section} has no option {message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}."
            : message;

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
