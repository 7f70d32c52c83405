using Interactions.Silo.Operations;
using Interactions.Silo.Storage;
using Microsoft.Extensions.Options;

namespace Interactions.Silo;

/// <summary>A silo alone: a pure back-end that keeps episodes, users and creators and serves no browser.</summary>
internal static class Program
{
    /// <summary>The process ends with this when an option is wrong or the storage cannot be used.</summary>
    private const int StartRefused = 2;

    private static async Task<int> Main(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        try
        {
            builder.UseOrleans(silo => silo.AddInteractionsSilo(builder.Configuration));
            using IHost host = builder.Build();
            await host.RunAsync();
            return 0;
        }
        catch (Exception fault) when (fault is OptionsValidationException or StorageRefusedException)
        {
            Console.Error.WriteLine($"The silo does not start: {fault.Message}");
            return StartRefused;
        }
    }
}
