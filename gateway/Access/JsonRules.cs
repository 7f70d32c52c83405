using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Interactions.Comments;

namespace Interactions.Gateway.Access;

/// <summary>How JSON is read and written, the same in hubs and REST. What does not fit is refused, not guessed.</summary>
internal static class JsonRules
{
    public static void Apply(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.AllowDuplicateProperties = false;
        // What does not apply is absent: an accepted answer carries no refusal.
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(LeaveOutDefaults);
    }

    private static void LeaveOutDefaults(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            object[] marks = property.AttributeProvider?.GetCustomAttributes(typeof(AbsentByDefaultAttribute), inherit: false) ?? [];
            if (marks is not [AbsentByDefaultAttribute { Value: { } usual }]) { continue; }
            property.ShouldSerialize = (_, value) => !usual.Equals(value);
        }
    }
}
