using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Interactions.Gateway.Connections;

/// <summary>A call of a client's method as the whole frame that travels, made once for each protocol that is spoken in a crowd.</summary>
internal sealed class PreparedPush(string target, object payload)
{
    private readonly InvocationMessage _call = new(target, [payload]);
    private readonly List<(IHubProtocol Protocol, byte[] Frame)> _frames = new(1);

    /// <returns>Never changed: connections hold it until they have taken it.</returns>
    public byte[] FrameFor(IHubProtocol protocol)
    {
        foreach ((IHubProtocol known, byte[] frame) in _frames)
        {
            if (ReferenceEquals(known, protocol)) { return frame; }
        }
        Opcode opcode = protocol.TransferFormat == TransferFormat.Binary ? Opcode.Binary : Opcode.Text;
        byte[] made = FrameHeader.Frame(opcode, protocol.GetMessageBytes(_call).Span);
        _frames.Add((protocol, made));
        return made;
    }
}
