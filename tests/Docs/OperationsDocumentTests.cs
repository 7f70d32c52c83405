using System.Diagnostics.Metrics;
using System.Reflection;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Silo.Operations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Docs;

public sealed class OperationsDocumentTests
{
    private static readonly string Document = Repository.Read("docs/operations.md");

    public static TheoryData<string> Options => [.. Sections().SelectMany(section => Names(section.Type, section.Name)).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Instruments
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (Instrument instrument in Published()) { rows.Add(instrument.Name, instrument.Unit!); }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_described(string name) => Assert.Contains($"`{name}`", Document, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Instruments))]
    public void Every_instrument_is_described_with_its_unit(string name, string unit)
    {
        string row = Assert.Single(Document.Split('\n'), line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        Assert.Contains($", {unit} |", row, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_of_gateway_and_silo_are_found()
    {
        // Guards the theories above: reflection or a listener that finds nothing would prove nothing.
        Assert.Contains("Limits:Comments:Burst", Options.Select(row => row.Data));
        Assert.Contains("Storage:Provider", Options.Select(row => row.Data));
        Assert.Equal(Published().Count, Published().Select(instrument => instrument.Name).Distinct().Count());
        Assert.Contains(Published(), instrument => instrument.Name == "interactions.operations");
        Assert.Contains(Published(), instrument => instrument.Name == "interactions.journal.append.duration");
    }

    private static IEnumerable<(Type Type, string Name)> Sections() =>
        from assembly in (Assembly[])[typeof(GatewayTelemetry).Assembly, typeof(SiloHosting).Assembly]
        from type in assembly.GetTypes()
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)
        where type.Name.EndsWith("Options", StringComparison.Ordinal) && section is { IsLiteral: true }
        select (type, (string)section.GetRawConstantValue()!);

    /// <summary>What can be set: a property with a setter, a list, or a group of such properties.</summary>
    private static IEnumerable<string> Names(Type type, string section) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property =>
            property.PropertyType == typeof(BucketOptions) ? Names(typeof(BucketOptions), $"{section}:{property.Name}")
            : property.CanWrite || property.PropertyType == typeof(IList<string>) ? [$"{section}:{property.Name}"]
            : []);

    private static List<Instrument> Published()
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        IMeterFactory meters = services.GetRequiredService<IMeterFactory>();
        List<Instrument> published = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope == meters) { published.Add(instrument); }
            },
        };
        listener.Start();
        _ = new GatewayTelemetry(meters);
        _ = new SiloTelemetry(meters);
        return published;
    }
}
