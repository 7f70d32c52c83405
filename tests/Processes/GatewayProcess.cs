using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Processes;

/// <summary>A real gateway as a process of its own, on a free port of 127.0.0.1. Disposing kills it; its data folder is the caller's.</summary>
public sealed partial class GatewayProcess : IAsyncDisposable
{
    private const string ListeningMark = "Now listening on: ";

    /// <summary>Begins what the demo says when its series has been made, which goes on while the gateway listens already.</summary>
    private const string DemoMark = "▲ Interactions";
    /// <summary>These two only end what hangs: a busy machine may need a minute for a start.</summary>
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopWithin = TimeSpan.FromMinutes(5);

    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _demo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;

    private GatewayProcess(string folder, string[] options)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { BuiltGateway(), "--urls", "http://127.0.0.1:0", "--environment", "Development", "--Storage:Path", folder },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string option in options) { start.ArgumentList.Add(option); }
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The gateway ended:\n{Output}"));
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; private set; } = "";

    /// <summary>What the process wrote so far, for the message of a failed test.</summary>
    public string Output
    {
        get { lock (_output) { return _output.ToString(); } }
    }

    /// <summary>Starts a gateway and waits until it listens.</summary>
    public static async Task<GatewayProcess> Start(string folder, params string[] options)
    {
        GatewayProcess gateway = new(folder, options);
        gateway.Address = await gateway._address.Task.WaitAsync(StartWithin, TimeProvider.System, TestContext.Current.CancellationToken);
        return gateway;
    }

    /// <summary>Waits until the demo's series is there, whole.</summary>
    public Task HasDemo() => _demo.Task.WaitAsync(StartWithin, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Starts a gateway that is expected to end by itself, and answers its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Output)> StartAndEnd(string folder, params string[] options)
    {
        await using GatewayProcess gateway = new(folder, options);
        return (await gateway.Ended(), gateway.Output);
    }

    /// <summary>SIGKILL: nothing is said, nothing is written any more.</summary>
    public Task<int> Kill()
    {
        _process.Kill();
        return Ended();
    }

    internal Task Send(Signal signal)
    {
        Assert.Equal(0, Kill(_process.Id, (int)signal));
        return Task.CompletedTask;
    }

    /// <summary>SIGTERM: the orderly stop.</summary>
    public Task<int> Stop()
    {
        Assert.Equal(0, Kill(_process.Id, (int)Signal.Terminate));
        return Ended();
    }

    public async Task<string> Token(string userId, params string[] roles)
    {
        using HttpClient http = new() { BaseAddress = new Uri(Address) };
        HttpResponseMessage answer = await http.PostAsJsonAsync("/dev/token", new TokenRequest(userId, roles), TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<TokenAnswer>(TestContext.Current.CancellationToken))!.Token;
    }

    /// <summary>A connected viewer.</summary>
    public async Task<HubConnection> Viewer(string userId)
    {
        HubConnection connection = Hub(Address, await Token(userId, Roles.Viewer));
        connection.ServerTimeout = TimeSpan.FromMinutes(5);
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>The viewer's hub of the gateway at an address, not yet connected.</summary>
    public static HubConnection Hub(string address, string token) => new HubConnectionBuilder().WithUrl(address + IViewerHub.Path, options =>
    {
        options.AccessTokenProvider = () => Task.FromResult<string?>(token);
        options.Transports = HttpTransportType.WebSockets;
        options.SkipNegotiation = true;
    }).Build();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) { await Kill(); }
        _process.Dispose();
    }

    /// <summary>The gateway's own build output, which knows where its pages are; its copy among the tests does not.</summary>
    private static string BuiltGateway()
    {
        DirectoryInfo mine = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(mine.Parent!.Parent!.FullName, "Interactions.Gateway", mine.Name, "Interactions.Gateway.dll");
    }

    private async Task<int> Ended()
    {
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopWithin, TimeProvider.System, CancellationToken.None);
        return _process.ExitCode;
    }

    private void Hear(string? line)
    {
        if (line is null) { return; }
        lock (_output) { _output.AppendLine(line); }
        int at = line.IndexOf(ListeningMark, StringComparison.Ordinal);
        if (at >= 0) { _address.TrySetResult(line[(at + ListeningMark.Length)..].Trim()); }
        if (line.Contains(DemoMark, StringComparison.Ordinal)) { _demo.TrySetResult(); }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
