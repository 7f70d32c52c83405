using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Interactions.Gateway.Operations;
using Interactions.Tests.Docs;

namespace Interactions.Tests.Processes;

/// <summary>A cluster of real processes, as <c>./cluster</c> starts it: two silos, two gateways and a Redis, in a folder of their own.</summary>
internal sealed partial class ClusterProcesses : IAsyncDisposable
{
    public static readonly string[] Silos = ["silo-1", "silo-2"];
    public static readonly string[] Gateways = ["gateway-1", "gateway-2"];

    /// <summary>More than the script itself waits, which knows better what it waits for.</summary>
    private static readonly TimeSpan ScriptPatience = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, long> _startedAt = new();
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _options;

    private ClusterProcesses(string folder, IReadOnlyDictionary<string, string> options) => (_folder, _options) = (folder, options);

    /// <summary>Starts all of them and waits until both gateways are ready.</summary>
    /// <param name="options">Environment variables for all processes.</param>
    public static async Task<ClusterProcesses> Up(IReadOnlyDictionary<string, string> options)
    {
        ClusterProcesses cluster = new(Directory.CreateTempSubdirectory("interactions-cluster-").FullName, options);
        try
        {
            await cluster.Script("up");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public string AddressOf(string gateway) => $"http://127.0.0.1:{PortOf(gateway)}";

    public Task Start(string name)
    {
        _startedAt[name] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return Script("start", name);
    }

    /// <summary>Whether this is the silo that was started last under the name.</summary>
    public bool IsLatest(string name, ClusterSilo silo) =>
        silo.Address.EndsWith($":{PortOf(name)}", StringComparison.Ordinal) && silo.SinceMs >= _startedAt.GetValueOrDefault(name);

    /// <summary>Sends a signal; false when the process has ended by itself, as a zombie silo does.</summary>
    public bool Send(string name, Signal signal)
    {
        return Kill(PidOf(name), (int)signal) == 0;
    }

    /// <summary>What the process holds in memory.</summary>
    public long ResidentBytes(string name)
    {
        using Process process = Process.GetProcessById(PidOf(name));
        return process.WorkingSet64;
    }

    /// <summary>Waits until the process has ended.</summary>
    /// <returns>False when it is still there after <paramref name="patience"/>.</returns>
    public async Task<bool> Ended(string name, TimeSpan patience)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (IsRunning(name))
        {
            if (TimeProvider.System.GetElapsedTime(began) > patience) { return false; }
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        return true;
    }

    public bool IsRunning(string name)
    {
        string[] known = File.ReadAllText(Path.Combine(_folder, $"{name}.pid")).Split(' ', StringSplitOptions.TrimEntries);
        try
        {
            string stat = File.ReadAllText($"/proc/{known[0]}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] != "Z" && fields[19] == known[1];
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What a process has written so far.</summary>
    public IEnumerable<string> LinesOf(string name) => File.ReadLines(Path.Combine(_folder, $"{name}.log"));

    /// <summary>The last lines that each process wrote, for the message of a failed run.</summary>
    public string LastWords() => string.Join('\n', Directory.GetFiles(_folder, "*.log").Order(StringComparer.Ordinal).Select(log =>
        $"--- {Path.GetFileName(log)}\n{string.Join('\n', File.ReadLines(log).TakeLast(15))}"));

    /// <summary>Copies what each process wrote to files beside the report: <c>REPORT.silo-1.log</c> and so on.</summary>
    public void KeepLogs(string report)
    {
        foreach (string log in Directory.GetFiles(_folder, "*.log")) { File.Copy(log, $"{report}.{Path.GetFileName(log)}", overwrite: true); }
    }

    public async ValueTask DisposeAsync()
    {
        await Script("down");
        Directory.Delete(_folder, recursive: true);
    }

    private int PidOf(string name) =>
        int.Parse(File.ReadAllText(Path.Combine(_folder, $"{name}.pid")).Split(' ')[0], CultureInfo.InvariantCulture);

    private string PortOf(string name) => File.ReadAllText(Path.Combine(_folder, $"{name}.port")).Trim();

    private async Task Script(params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(Repository.Root, "cluster"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CLUSTER_STATE"] = _folder;
        start.Environment["CLUSTER_CONFIGURATION"] = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        foreach ((string name, string value) in _options) { start.Environment[name] = value; }
        using Process script = Process.Start(start)!;
        Task<string> errors = script.StandardError.ReadToEndAsync();
        Task<string> output = script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync(CancellationToken.None).WaitAsync(ScriptPatience, TimeProvider.System);
        if (script.ExitCode != 0) { throw new InvalidOperationException($"cluster {string.Join(' ', arguments)}: {await errors}{await output}"); }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

/// <summary>What is sent to processes; the numbers are Linux'.</summary>
internal enum Signal
{
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
