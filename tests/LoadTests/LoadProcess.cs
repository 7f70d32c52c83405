using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Interactions.LoadTests.Servers;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>The load tests as people start them: a process with its output.</summary>
internal sealed class LoadProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly StringBuilder _said = new();
    private readonly Process _process;
    private readonly List<(string Pattern, TaskCompletionSource Said)> _awaited = [];

    private LoadProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Said
    {
        get { lock (_said) { return _said.ToString(); } }
    }

    /// <param name="before">What the shell does first; <c>:</c> for nothing.</param>
    public static LoadProcess Start(string before, string arguments)
    {
        // Who starts tests in the background ignores interrupts, and would hand that down.
        string command = $"{before} && exec env --default-signal=INT dotnet '{Server.Built("Interactions.LoadTests")}' {arguments}";
        return new LoadProcess(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true });
    }

    /// <summary>What became of it, for the message of a failed test.</summary>
    private string Story => $"{(_process.HasExited ? $"It ended with {_process.ExitCode}" : "It still runs")}, and said:\n{Said}";

    /// <summary>Waits until it has said a line like this.</summary>
    /// <returns>All that it said so far.</returns>
    public async Task<string> Says(string pattern)
    {
        TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_said)
        {
            if (Regex.IsMatch(_said.ToString(), pattern)) { return _said.ToString(); }
            _awaited.Add((pattern, said));
        }
        // What has ended says no more.
        await Within(Task.WhenAny(said.Task, _process.WaitForExitAsync(TestContext.Current.CancellationToken)));
        Assert.True(said.Task.IsCompleted, $"It never said '{pattern}'. {Story}");
        return Said;
    }

    public void Interrupt()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended and all of its output has been read.</summary>
    public async Task EndsWith(int exitCode)
    {
        await Within(_process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.True(_process.HasExited && _process.ExitCode == exitCode, $"It should have ended with {exitCode}. {Story}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) { _process.Kill(); }
        _process.Dispose();
    }

    /// <summary>Waits for as long as a slow machine may need; whoever waited shows what came instead.</summary>
    private static async Task Within(Task end)
    {
        try
        {
            await end.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            // The assertion has more to say.
        }
    }

    private void Hear(string? line)
    {
        if (line is null) { return; }
        lock (_said)
        {
            _said.AppendLine(line);
            foreach ((string pattern, TaskCompletionSource said) in _awaited)
            {
                if (Regex.IsMatch(line, pattern)) { said.TrySetResult(); }
            }
        }
    }
}
