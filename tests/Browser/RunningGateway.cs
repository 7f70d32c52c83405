using Interactions.Tests.Processes;
using Xunit;

namespace Interactions.Tests.Browser;

/// <summary>A gateway process with an empty data folder and the demo's series, without its audience.</summary>
public sealed class RunningGateway : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("interactions-browser-").FullName;
    private GatewayProcess? _gateway;

    public string Address => _gateway!.Address;

    /// <summary>What the process wrote so far, for the message of a failed test.</summary>
    public string Output => _gateway!.Output;

    public async ValueTask InitializeAsync() => _gateway = await GatewayProcess.Start(_folder, "--Demo:Audience", "0");

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) { await _gateway.DisposeAsync(); }
        Directory.Delete(_folder, recursive: true);
    }
}
