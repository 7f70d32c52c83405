using System.Diagnostics;
using System.Text;
using Xunit;

namespace Interactions.Tests.Browser;

/// <summary>A real gateway process on a free port with an empty data folder and no simulated audience.</summary>
public sealed class RunningGateway : IAsyncLifetime
{
    private const string ListeningMark = "Now listening on: ";
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);
    private readonly string _data = Directory.CreateTempSubdirectory("interactions-browser-").FullName;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;

    public string Address { get; private set; } = "";

    /// <summary>What the process wrote so far, for the message of a failed test.</summary>
    public string Output
    {
        get { lock (_output) { return _output.ToString(); } }
    }

    public async ValueTask InitializeAsync()
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                BuiltGateway(), "--urls", "http://127.0.0.1:0", "--environment", "Development",
                "--Storage:Path", _data, "--Demo:Audience", "0",
            },
            WorkingDirectory = _data,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The gateway ended:\n{Output}"));
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await _address.Task.WaitAsync(StartWithin, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        Directory.Delete(_data, recursive: true);
    }

    /// <summary>The gateway's own build output, which knows where its pages are; its copy among the tests does not.</summary>
    private static string BuiltGateway()
    {
        DirectoryInfo mine = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(mine.Parent!.Parent!.FullName, "Interactions.Gateway", mine.Name, "Interactions.Gateway.dll");
    }

    private void Heard(string? line)
    {
        if (line is null) { return; }
        lock (_output) { _output.AppendLine(line); }
        int at = line.IndexOf(ListeningMark, StringComparison.Ordinal);
        if (at >= 0) { _address.TrySetResult(line[(at + ListeningMark.Length)..].Trim()); }
    }
}
