using System.Net;
using Interactions.Silo.Journal;
using Interactions.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;

namespace Interactions.Tests.Storage;

/// <summary>A silo with the journal's storage as the configuration chooses it, and nothing else.</summary>
internal static class StorageSilo
{
    public static IHost Build(string provider, string? path = null, string? connectionString = null, string service = "storage-tests")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = provider,
            ["Storage:Path"] = path,
            ["Storage:ConnectionString"] = connectionString,
        }.Where(option => option.Value is not null));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ServerProcess.FreePort(), ServerProcess.FreePort(), serviceId: service);
            silo.Configure<EndpointOptions>(endpoint => endpoint.AdvertisedIPAddress = IPAddress.Loopback);
            silo.AddJournal(builder.Configuration);
        });
        return builder.Build();
    }

    public static IGrainStorage Storage(IHost host) => host.Services.GetRequiredKeyedService<IGrainStorage>(JournalFactory.StorageName);
}
