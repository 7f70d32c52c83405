using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Interactions.Tests.Gateway;

namespace Interactions.Tests.Docs;

/// <summary>Writes the hubs, their requests, answers and pushes as TypeScript, from the C# interfaces that the server implements.</summary>
internal sealed class HubContract
{
    private readonly SortedDictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly NullabilityInfoContext _nullability = new();

    public static string Of(params Type[] contracts) => new HubContract().Write(contracts);

    private string Write(Type[] contracts)
    {
        StringBuilder text = new("// Generated from the C# hub interfaces by HubContractTests; a test fails when it differs. Do not edit it.\n");
        string hubs = string.Concat(contracts.Select(Interface));
        foreach (string type in _types.Values) { text.Append('\n').Append(type); }
        return text.Append(hubs).ToString();
    }

    private string Interface(Type contract)
    {
        StringBuilder text = new($"\nexport interface {contract.Name[1..]} {{\n");
        foreach (MethodInfo method in contract.GetMethods())
        {
            ParameterInfo message = method.GetParameters().Single();
            string answer = method.ReturnType.GenericTypeArguments is [Type result] ? $"Promise<{NameOf(result)}>" : "void";
            text.Append(CultureInfo.InvariantCulture, $"  {method.Name}({message.Name}: {NameOf(message.ParameterType)}): {answer};\n");
        }
        return text.Append("}\n").ToString();
    }

    private string NameOf(Type type) =>
        type == typeof(string) ? "string"
        : type == typeof(bool) ? "boolean"
        : type == typeof(int) || type == typeof(long) || type == typeof(double) ? "number"
        : type.IsArray ? $"{NameOf(type.GetElementType()!)}[]"
        : type.IsEnum ? Remember(type, Names)
        : Remember(type, Record);

    private string Remember(Type type, Func<Type, string> write)
    {
        if (_types.TryAdd(type.Name, "")) { _types[type.Name] = write(type); }
        return type.Name;
    }

    private static string Names(Type type)
    {
        IEnumerable<string> names = Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, type, TestEpisode.Json).Replace('"', '\''));
        return $"export type {type.Name} = {string.Join(" | ", names)};\n";
    }

    private string Record(Type type)
    {
        StringBuilder text = new($"export interface {type.Name} {{\n");
        foreach (ParameterInfo parameter in type.GetConstructors().MaxBy(made => made.GetParameters().Length)!.GetParameters())
        {
            Type value = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            text.Append(CultureInfo.InvariantCulture, $"  {JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)}{(MayBeAbsent(type, parameter) ? "?" : "")}: {NameOf(value)};\n");
        }
        return text.Append("}\n").ToString();
    }

    /// <summary>In a request, what has a default may be left out. In what the server says, what does not apply is absent.</summary>
    private bool MayBeAbsent(Type type, ParameterInfo parameter) => type.Name.EndsWith("Request", StringComparison.Ordinal)
        ? parameter.HasDefaultValue
        : _nullability.Create(parameter).ReadState == NullabilityState.Nullable;
}
