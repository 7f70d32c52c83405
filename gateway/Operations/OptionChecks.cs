using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Operations;

/// <summary>Options that know their own ranges.</summary>
internal interface ICheckedOptions
{
    /// <summary>Reports every value that is out of range.</summary>
    void Check(OptionChecks checks);
}

/// <summary>Gathers what is wrong with one section's options, each as a line that names the option and its range.</summary>
internal sealed class OptionChecks(string section, bool isDevelopment)
{
    private readonly List<string> _failures = [];

    /// <summary>Some options are allowed in Development only.</summary>
    public bool IsDevelopment => isDevelopment;

    public ValidateOptionsResult Result => _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    public OptionChecks Range<T>(string name, T value, T min, T max)
        where T : IComparable<T> =>
        Require(
            value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0,
            name,
            FormattableString.Invariant($"must be from {min} to {max}, not {value}"));

    /// <param name="rule">Completes the sentence that begins with the option's name.</param>
    public OptionChecks Require(bool holds, string name, string rule)
    {
        if (!holds) { _failures.Add($"{section}:{name} {rule}."); }
        return this;
    }
}
