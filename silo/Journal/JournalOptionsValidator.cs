using Microsoft.Extensions.Options;

namespace Interactions.Silo.Journal;

internal sealed class JournalOptionsValidator : IValidateOptions<JournalOptions>
{
    public ValidateOptionsResult Validate(string? name, JournalOptions options)
    {
        var faults = new List<string>();
        Check(nameof(options.WriteTimeout), options.WriteTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Check(nameof(options.SettleTimeout), options.SettleTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Check(nameof(options.EntriesWaitingMax), options.EntriesWaitingMax, 1, 100_000);
        Check(nameof(options.BytesWaitingMax), options.BytesWaitingMax, 1 << 20, 1 << 30);
        Check(nameof(options.ClaimsSparedFor), options.ClaimsSparedFor, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check<T>(string option, T value, T min, T max) where T : IComparable<T>
        {
            if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            {
                faults.Add($"{JournalOptions.Section}:{option} must be between {min} and {max}, not {value}.");
            }
        }
    }
}
