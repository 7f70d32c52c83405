using System.Diagnostics;
using Interactions.Tests.Processes;
using Interactions.Tests.Servers;
using Xunit;

namespace Interactions.Tests.Browser;

/// <summary>A gateway process with an empty data folder and the demo's series, without its audience; and the one browser of all checks.</summary>
public class RunningGateway : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("interactions-browser-").FullName;

    /// <summary>Of a port that nobody takes while the gateway is down.</summary>
    private readonly string _address = $"http://127.0.0.1:{ServerProcess.FreePort()}";
    private GatewayProcess? _gateway;
    private Process? _browser;
    private string? _browserAddress;

    /// <summary>What this gateway is told beside that.</summary>
    protected virtual string[] Options => [];

    public string Address => _address;

    /// <summary>What the process wrote so far, for the message of a failed test.</summary>
    public string Output => _gateway!.Output;

    public async ValueTask InitializeAsync() => _gateway = await Start();

    /// <summary>As if somebody pulled the plug.</summary>
    public Task Kill() => _gateway!.Kill();

    /// <summary>Starts it again, at the same address and with the same data.</summary>
    public async Task StartAgain()
    {
        await _gateway!.DisposeAsync();
        _gateway = await Start();
    }

    /// <summary>Where the browser listens; it is started when the first check asks. Checks of one class come one after the other.</summary>
    public async Task<string> Browser(string web)
    {
        if (_browserAddress is not null) { return _browserAddress; }
        _browser = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { "e2e/chromium.mjs" },
            WorkingDirectory = web,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _browserAddress = await _browser.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return _browserAddress ?? throw new InvalidOperationException("The browser did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            _browser.Kill(entireProcessTree: true);
            _browser.Dispose();
        }
        if (_gateway is not null) { await _gateway.DisposeAsync(); }
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<GatewayProcess> Start()
    {
        GatewayProcess gateway = await GatewayProcess.Start(_folder, ["--Demo:Audience", "0", "--urls", _address, .. Options]);
        await gateway.HasDemo();
        return gateway;
    }
}
