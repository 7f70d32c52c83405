using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Interactions.Tests.Servers;

/// <summary>A real server started by the tests, on a free port of 127.0.0.1, with a folder of its own; stopped by its process id.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int FirstPort = 20_000;
    private const int PortsEnd = 32_000;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static int _ports = Random.Shared.Next(PortsEnd - FirstPort);
    private readonly Process _process;
    private readonly string _folder;
    private readonly Queue<string> _lastLines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, string folder, string readyLine)
    {
        (_process, _folder) = (process, folder);
        process.OutputDataReceived += (_, line) => Heard(line.Data, readyLine);
        process.ErrorDataReceived += (_, line) => Heard(line.Data, readyLine);
    }

    /// <summary>Starts a server and waits until it prints <paramref name="readyLine"/>.</summary>
    public static async Task<ServerProcess> Start(string folder, string readyLine, params string[] commandLine)
    {
        var process = new Process { StartInfo = StartInfo(commandLine) };
        var server = new ServerProcess(process, folder, readyLine);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server._ready.Task.WaitAsync(StartTimeout, TestContext.Current.CancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command to its end; fails the test with its output if it fails.</summary>
    public static async Task Run(params string[] commandLine)
    {
        using var process = Process.Start(StartInfo(commandLine))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{commandLine[0]}: {await output}{await errors}");
    }

    /// <summary>Skips the test when a binary is absent; in CI that is a failure, because nothing is skipped there.</summary>
    public static void Need(string binary, string package)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (File.Exists(binary) || folders.Any(folder => File.Exists(Path.Combine(folder, binary))))
        {
            return;
        }

        var reason = $"{binary} is not installed ({package}).";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }

    /// <summary>
    /// A port that stays free until it is used: each is given out once, and all lie below those that the kernel gives to connections and to whoever asks
    /// for any port.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref _ports) % (PortsEnd - FirstPort));
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's; the next one.
            }
        }
    }

    public static string NewFolder(string name) => Path.Combine(Path.GetTempPath(), $"interactions-{name}-{Guid.NewGuid():N}");

    /// <summary>Ends it in good order; its folder stays.</summary>
    public async Task Stop()
    {
        if (_process.HasExited) { return; }
        await Run("kill", "-INT", $"{_process.Id}");
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _process.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static ProcessStartInfo StartInfo(string[] commandLine) => new(commandLine[0], commandLine[1..])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Path.GetTempPath(),
    };

    private void Heard(string? line, string readyLine)
    {
        lock (_lastLines)
        {
            if (line is null)
            {
                // The end of a stream: without the line that was waited for, the server has failed.
                _ready.TrySetException(new InvalidOperationException($"The server ended: {string.Join('\n', _lastLines)}"));
                return;
            }

            _lastLines.Enqueue(line);
            if (_lastLines.Count > 20)
            {
                _lastLines.Dequeue();
            }
        }

        if (line.Contains(readyLine, StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
