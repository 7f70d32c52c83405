using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Interactions.LoadTests.Servers;

/// <summary>A server as a process of its own on a free port, on the first core when <c>taskset</c> is there.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lastLines = [];

    private ServerProcess(string assembly, string[] arguments, string? core)
    {
        // exec: the process that we see is the server itself, so its CPU time is the server's.
        string[] command = core is null ? ["dotnet", assembly, .. arguments] : ["taskset", "-c", core, "dotnet", assembly, .. arguments];
        // A session of its own: Ctrl+C ends the load, and the server lives until the report is made.
        if (Has("setsid")) { command = ["setsid", .. command]; }
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _url.TrySetException(new LoadException($"The server stopped:\n{string.Join('\n', LastLines())}"));
    }

    public int Id => _process.Id;

    /// <summary>The latest lines that it wrote, when it has ended by itself; null while it runs.</summary>
    public string? LastWords => _process.HasExited ? $"{string.Join('\n', LastLines())}\n(exit code {_process.ExitCode})" : null;

    public Uri Url => _url.Task.Result;

    /// <summary>Whether processes can be pinned here.</summary>
    public static bool CanPin => Has("taskset");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="assembly">The server's <c>.dll</c>.</param>
    /// <exception cref="LoadException">It does not listen.</exception>
    public static async Task<ServerProcess> Start(string assembly, string[] arguments, CancellationToken stop = default)
    {
        if (!File.Exists(assembly)) { throw new LoadException($"There is no '{assembly}'. Build it first: dotnet build -c Release"); }
        ServerProcess server = new(assembly, arguments, CanPin ? "0" : null);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server._url.Task.WaitAsync(StartsWithin, TimeProvider.System, stop);
            return server;
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException or LoadException)
        {
            // It has answered nobody yet, so nothing has to end in order.
            if (!server._process.HasExited) { server._process.Kill(); }
            await server.DisposeAsync();
            if (end is not TimeoutException) { throw; }
            string last = string.Join('\n', server.LastLines());
            throw new LoadException($"The server did not listen within {StartsWithin.TotalSeconds:N0} s:\n{last}", end);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) { _ = Kill(_process.Id, Terminate); }
        using CancellationTokenSource patience = new(StopsWithin);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever deletes its data next must not meet it there.
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private static bool Has(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private void Hear(string? line)
    {
        // The message of a fault says enough; its trace would push it out.
        if (line is null || line.StartsWith("   at ", StringComparison.Ordinal)) { return; }
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 20) { _lastLines.Dequeue(); }
        }
        const string Mark = "Now listening on: ";
        int at = line.IndexOf(Mark, StringComparison.Ordinal);
        if (at >= 0) { _url.TrySetResult(new Uri(line[(at + Mark.Length)..].Trim())); }
    }

    private string[] LastLines()
    {
        lock (_lastLines) { return [.. _lastLines]; }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
