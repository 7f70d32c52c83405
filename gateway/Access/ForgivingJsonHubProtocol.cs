using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Access;

/// <summary>
/// SignalR's JSON, except that arguments of a wrong shape reach the hub method as null instead of ending in an error that clients see as an
/// exception: the method answers the refusal <c>invalid</c> like for any other bad value. A method that does not exist remains an error.
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
        if (!_json.TryParseMessage(ref input, binder, out message)) { return false; }
        if (message is InvocationBindingFailureMessage failure && ParameterCount(binder, failure.Target) is { } count)
        {
            message = new InvocationMessage(failure.InvocationId, failure.Target, new object?[count]);
        }

        return true;
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
