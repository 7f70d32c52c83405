using Microsoft.Extensions.Options;

namespace Interactions.Silo.Storage;

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var embedded = options.Provider is StorageProvider.Sqlite or StorageProvider.Memory;
        var connected = !string.IsNullOrWhiteSpace(options.ConnectionString);
        return options switch
        {
            _ when !Enum.IsDefined(options.Provider) => ValidateOptionsResult.Fail(
                $"Storage:Provider must be one of {string.Join(", ", Enum.GetNames<StorageProvider>())}, not {options.Provider}."),
            _ when embedded && string.IsNullOrWhiteSpace(options.Path) => ValidateOptionsResult.Fail(
                $"Storage:Path must name a folder when Storage:Provider is {options.Provider}."),
            _ when embedded && connected => ValidateOptionsResult.Fail(
                $"Storage:ConnectionString is set, but Storage:Provider is {options.Provider}, which takes none: did you mean another provider?"),
            _ when !embedded && !connected => ValidateOptionsResult.Fail(
                $"Storage:ConnectionString must be set when Storage:Provider is {options.Provider}."),
            _ => ValidateOptionsResult.Success,
        };
    }
}
