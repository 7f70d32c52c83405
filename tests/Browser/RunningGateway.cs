using System.Diagnostics;
using System.Text;
using Xunit;

namespace Interactions.Tests.Browser;

/// <summary>A real gateway process on a free port with an empty data folder and no simulated audience.</summary>
public sealed class RunningGateway : IAsyncLifetime
{
    private const string ListeningMark = "Now listening on: ";
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);
    private readonly string data = Directory.CreateTempSubdirectory("interactions-browser-").FullName;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? process;

    public string Address { get; private set; } = "";

    /// <summary>What the process wrote so far, for the message of a failed test.</summary>
    public string Output
    {
        get { lock (output) { return output.ToString(); } }
    }

    public async ValueTask InitializeAsync()
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                BuiltGateway(), "--urls", "http://127.0.0.1:0", "--environment", "Development",
                "--Storage:Path", data, "--Demo:Audience", "0",
            },
            WorkingDirectory = data,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The gateway ended:\n{Output}"));
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await address.Task.WaitAsync(StartWithin, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        Directory.Delete(data, recursive: true);
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
        lock (output) { output.AppendLine(line); }
        int at = line.IndexOf(ListeningMark, StringComparison.Ordinal);
        if (at >= 0) { address.TrySetResult(line[(at + ListeningMark.Length)..].Trim()); }
    }
}
