using Interactions.Silo.Operations;
using Interactions.Silo.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Interactions.Silo.Journal;

internal static class JournalRegistration
{
    /// <summary>Adds <see cref="JournalFactory"/> and the storage that the section <c>Storage</c> chooses.</summary>
    public static ISiloBuilder AddJournal(this ISiloBuilder silo, IConfiguration configuration)
    {
        silo.AddStorage(configuration);
        silo.Services.AddOptions<JournalOptions>().Bind(configuration.GetSection(JournalOptions.Section)).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<JournalOptions>, JournalOptionsValidator>();
        silo.Services.AddSingleton<IValidateOptions<JournalOptions>>(new OptionNames<JournalOptions>(configuration.GetSection(JournalOptions.Section)));
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.TryAddSingleton<SiloTelemetry>();
        silo.Services.TryAddSingleton<JournalFactory>();
        return silo;
    }
}
