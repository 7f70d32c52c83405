using System.Text.Json.Nodes;
using Interactions.Creators;
using Interactions.Episodes;

namespace Interactions.Tests.Docs;

/// <summary>Writes the hubs as an AsyncAPI 3.0 document: the server receives requests, each with its answer, and sends pushes.</summary>
internal static class HubDocument
{
    private static readonly (string Channel, string Path, Type Hub, Type Client)[] Channels =
    [
        ("viewer", IViewerHub.Path, typeof(IViewerHub), typeof(IViewerClient)),
        ("creator", ICreatorHub.Path, typeof(ICreatorHub), typeof(ICreatorClient)),
    ];

    public static JsonObject Of(HubShapes shapes)
    {
        JsonObject channels = [], operations = [], messages = [], schemas = [];
        foreach ((string channel, string path, Type hub, Type client) in Channels)
        {
            JsonObject spoken = [];
            foreach (HubMethod method in HubShapes.Methods(hub).Concat(HubShapes.Methods(client)))
            {
                operations[$"{channel}.{method.Name}"] = Operation(channel, method);
                foreach (Type type in new[] { method.Message, method.Answer }.OfType<Type>()) { spoken[type.Name] = Ref("components/messages", type.Name); }
            }
            channels[channel] = new JsonObject { ["address"] = path, ["messages"] = spoken };
            foreach (string name in spoken.Select(one => one.Key)) { messages[name] ??= new JsonObject { ["payload"] = Ref("components/schemas", name) }; }
        }
        foreach (Type type in shapes.Types.Values) { schemas[type.Name] = type.IsEnum ? Names(type) : Record(shapes, type); }
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Interactions: hubs",
                ["version"] = "1",
                ["description"] = "SignalR's JSON protocol over WebSockets. The operation's name after the dot is the target; it takes one record. See docs/wire.md.",
            },
            ["defaultContentType"] = "application/json",
            ["channels"] = channels,
            ["operations"] = operations,
            ["components"] = new JsonObject { ["messages"] = messages, ["schemas"] = schemas },
        };
    }

    private static JsonObject Operation(string channel, HubMethod method)
    {
        JsonObject operation = new()
        {
            ["action"] = method.Answer is null ? "send" : "receive",
            ["channel"] = Ref("channels", channel),
            ["messages"] = new JsonArray(Ref($"channels/{channel}/messages", method.Message.Name)),
        };
        if (method.Answer is { } answer)
        {
            operation["reply"] = new JsonObject
            {
                ["channel"] = Ref("channels", channel),
                ["messages"] = new JsonArray(Ref($"channels/{channel}/messages", answer.Name)),
            };
        }
        return operation;
    }

    private static JsonObject Ref(string folder, string name) => new() { ["$ref"] = $"#/{folder}/{name}" };

    private static JsonObject Names(Type type) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. HubShapes.Names(type).Select(name => JsonValue.Create(name))]) };

    private static JsonObject Record(HubShapes shapes, Type type)
    {
        HubField[] fields = [.. shapes.Fields(type)];
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)SchemaOf(field.Type)))),
            ["required"] = new JsonArray([.. fields.Where(field => !field.MayBeAbsent).Select(field => JsonValue.Create(field.Name))]),
        };
    }

    private static JsonObject SchemaOf(Type type) =>
        type.IsArray ? new JsonObject { ["type"] = "array", ["items"] = SchemaOf(type.GetElementType()!) }
        : type == typeof(string) ? new JsonObject { ["type"] = "string" }
        : type == typeof(bool) ? new JsonObject { ["type"] = "boolean" }
        : type == typeof(double) ? new JsonObject { ["type"] = "number" }
        : type.IsPrimitive ? new JsonObject { ["type"] = "integer" }
        : Ref("components/schemas", type.Name);
}
