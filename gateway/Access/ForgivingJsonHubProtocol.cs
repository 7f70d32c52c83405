using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Access;

/// <summary>
/// SignalR's JSON, except that arguments of a wrong shape reach the hub method as null instead of ending in an error that clients see as an
/// exception: the method answers the refusal <c>invalid</c> like for any other bad value. A method that does not exist remains an error. And bytes after
/// a message's object, which SignalR passes over, end the connection: what does not fit is refused, not guessed.
/// </summary>
internal sealed class ForgivingJsonHubProtocol(IOptions<JsonHubProtocolOptions> options) : IHubProtocol
{
    private readonly JsonHubProtocol _json = new(options);

    public string Name => _json.Name;

    public int Version => _json.Version;

    public TransferFormat TransferFormat => _json.TransferFormat;

    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        ReadOnlySequence<byte> all = input;
        if (!_json.TryParseMessage(ref input, binder, out message)) { return false; }
        RequireOneObject(all.Slice(0, all.GetOffset(input.Start) - all.GetOffset(all.Start) - 1));
        if (message is InvocationBindingFailureMessage failure && ParameterCount(binder, failure.Target) is { } count)
        {
            message = new InvocationMessage(failure.InvocationId, failure.Target, new object?[count]);
        }

        return true;
    }

    private static void RequireOneObject(ReadOnlySequence<byte> message)
    {
        Utf8JsonReader reader = new(message);
        try
        {
            reader.Read();
            reader.Skip();
            if (!reader.Read()) { return; }
        }
        catch (JsonException)
        {
            // Said below, in the words that end a connection.
        }
        throw new InvalidDataException("A message must be one JSON object.");
    }

    /// <summary>Null when there is no such method: the binder says so by an exception.</summary>
    private static int? ParameterCount(IInvocationBinder binder, string target)
    {
        try
        {
            return binder.GetParameterTypes(target).Count;
        }
        catch (Exception unknown) when (unknown is HubException or InvalidOperationException)
        {
            return null;
        }
    }
}
