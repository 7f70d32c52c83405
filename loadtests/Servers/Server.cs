namespace Interactions.LoadTests.Servers;

/// <summary>The two servers that a comparison starts.</summary>
internal static class Server
{
    /// <summary>The gateway with its silo and SQLite in a new folder, without demo and budgets.</summary>
    public static Task<ServerProcess> Product(string gateway, DirectoryInfo data) => ServerProcess.Start(
        gateway, [.. Always(data), "--Display:CommentsPerSecondMax", "0"]);

    /// <summary>The same with the display budget that viewers have in production.</summary>
    public static Task<ServerProcess> Gateway(string gateway, DirectoryInfo data, CancellationToken stop) =>
        ServerProcess.Start(gateway, Always(data), stop);

    /// <param name="gatherMs">How long it gathers comments into an array; 0 sends each by itself.</param>
    public static Task<ServerProcess> Baseline(int gatherMs = 0) => ServerProcess.Start(
        Path.Combine(AppContext.BaseDirectory, typeof(Server).Assembly.GetName().Name + ".dll"),
        ["baseline", "--url", "http://127.0.0.1:0", "--gather-ms", $"{gatherMs}"]);

    /// <summary>The gateway that was built beside this program, in the same configuration.</summary>
    public static string BuiltGateway() => Built("Interactions.Gateway");

    /// <summary>Another project's assembly, in the configuration of this one.</summary>
    public static string Built(string project)
    {
        DirectoryInfo own = new(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll");
    }

    private static string[] Always(DirectoryInfo data) =>
    [
        "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Storage:Path", data.FullName, "--Demo:Enabled", "false",
        "--Limits:Enforced", "false", "--Drain:Delay", "00:00:00",
    ];
}
