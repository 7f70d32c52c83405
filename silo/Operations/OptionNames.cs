using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Interactions.Silo.Operations;

/// <summary>Finds names in a section that no option has: ignored, they would leave a default where somebody meant something else.</summary>
public static class OptionNames
{
    /// <summary>A line for each name that <paramref name="options"/> does not have, with the nearest that it has.</summary>
    public static IEnumerable<string> FindUnknown(IConfigurationSection section, Type options)
    {
        PropertyInfo[] known = [.. options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsOption)];
        foreach (IConfigurationSection given in section.GetChildren())
        {
            PropertyInfo? option = known.FirstOrDefault(property => property.Name.Equals(given.Key, StringComparison.OrdinalIgnoreCase));
            if (option is null)
            {
                string nearest = known.Select(property => property.Name).MinBy(name => Distance(name, given.Key))!;
                yield return $"{section.Path} has no option '{given.Key}'. Is '{nearest}' meant?";
            }
            else if (IsGroup(option.PropertyType))
            {
                foreach (string line in FindUnknown(given, option.PropertyType)) { yield return line; }
            }
        }
    }

    /// <summary>What can be set: a property with a setter, a list, or a group of such properties.</summary>
    private static bool IsOption(PropertyInfo property) =>
        property.CanWrite || typeof(IEnumerable).IsAssignableFrom(property.PropertyType) || IsGroup(property.PropertyType);

    private static bool IsGroup(Type type) => type.IsClass && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>How many letters must be put in, taken out or replaced to make one name of the other (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}

/// <summary>Stops the start when a section has a name that no option has.</summary>
public sealed class OptionNames<TOptions>(IConfigurationSection section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        string[] unknown = [.. OptionNames.FindUnknown(section, typeof(TOptions))];
        return unknown.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(unknown);
    }
}
