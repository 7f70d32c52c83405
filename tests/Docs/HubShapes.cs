using System.Reflection;
using System.Text.Json;
using Interactions.Comments;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Tests.Gateway;

namespace Interactions.Tests.Docs;

/// <param name="Answer">Null for a push.</param>
internal sealed record HubMethod(string Name, string ParameterName, Type Message, Type? Answer);

internal sealed record HubField(string Name, Type Type, bool MayBeAbsent);

/// <summary>The hubs, and all records that they speak of, as reflection finds them in the interfaces that the server implements.</summary>
internal sealed class HubShapes
{
    private readonly NullabilityInfoContext _nullability = new();

    public HubShapes(params Type[] contracts)
    {
        Contracts = contracts;
        foreach (HubMethod method in contracts.SelectMany(Methods))
        {
            Remember(method.Message);
            if (method.Answer is { } answer) { Remember(answer); }
        }
    }

    public static HubShapes All => new(typeof(IViewerHub), typeof(IViewerClient), typeof(ICreatorHub), typeof(ICreatorClient));

    public IReadOnlyList<Type> Contracts { get; }

    /// <summary>Records and enumerations, by name.</summary>
    public SortedDictionary<string, Type> Types { get; } = new(StringComparer.Ordinal);

    public static IEnumerable<HubMethod> Methods(Type contract) => contract.GetMethods().Select(method =>
    {
        ParameterInfo message = method.GetParameters().Single();
        return new HubMethod(method.Name, message.Name!, message.ParameterType, method.ReturnType.GenericTypeArguments is [Type result] ? result : null);
    });

    public IEnumerable<HubField> Fields(Type record) =>
        record.GetConstructors().MaxBy(made => made.GetParameters().Length)!.GetParameters().Select(parameter => new HubField(
            JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!),
            Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType,
            MayBeAbsent(record, parameter)));

    public static IEnumerable<string> Names(Type enumeration) =>
        Enum.GetValues(enumeration).Cast<object>().Select(value => JsonSerializer.Serialize(value, enumeration, TestEpisode.Json).Trim('"'));

    private void Remember(Type type)
    {
        if (type.IsArray) { Remember(type.GetElementType()!); }
        else if (!type.IsPrimitive && type != typeof(string) && Types.TryAdd(type.Name, type) && !type.IsEnum)
        {
            foreach (HubField field in Fields(type)) { Remember(field.Type); }
        }
    }

    /// <summary>In a request, what has a default may be left out. In what the server says, what does not apply is absent.</summary>
    private bool MayBeAbsent(Type record, ParameterInfo parameter) => record.Name.EndsWith("Request", StringComparison.Ordinal)
        ? parameter.HasDefaultValue
        : _nullability.Create(parameter).ReadState == NullabilityState.Nullable
            || record.GetProperty(parameter.Name!)!.IsDefined(typeof(AbsentByDefaultAttribute));
}
