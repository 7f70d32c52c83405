using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Docs;

public sealed partial class WireDocumentTests(GatewayFixture fixture)
{
    private static readonly string Document = Repository.Read("docs/wire.md");

    public static TheoryData<string, string> HubCalls => Rows(typeof(IViewerHub), typeof(ICreatorHub));

    public static TheoryData<string, string> Pushes => Rows(typeof(IViewerClient), typeof(ICreatorClient));

    public static TheoryData<RefusalCode> Refusals => [.. Enum.GetValues<RefusalCode>().Where(code => code != RefusalCode.None)];

    [Theory]
    [MemberData(nameof(HubCalls))]
    [MemberData(nameof(Pushes))]
    public void Every_hub_method_and_push_is_described_with_its_properties(string name, string properties)
    {
        string[] rows = [.. Document.Split('\n').Where(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal))];
        Assert.Contains(rows, row => properties.Split(' ').All(property => PropertyIn(row, property)));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_has_its_row(RefusalCode code)
    {
        string retryable = Refusal.Of(code).RetryAfterMs is not null ? "yes" : "no";
        string row = string.Create(
            CultureInfo.InvariantCulture, $"\n| {(int)code} | `{Refusal.NameOf(code)}` | {Refusal.HttpStatusOf(code)} | {retryable} |");
        Assert.Contains(row, Document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_of_routes_is_that_of_the_running_gateway()
    {
        string api = await (await fixture.Gateway).Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        using JsonDocument described = JsonDocument.Parse(api);
        IEnumerable<string> real = described.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject(), (path, method) => $"{method.Name.ToUpperInvariant()} {path.Name}");
        IEnumerable<string> written = RouteRow().Matches(Document).Select(match => match.Groups[1].Value);
        Assert.Equal(real.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_counters_of_a_tally_are_shown_by_name()
    {
        foreach (PropertyInfo counter in typeof(Tally).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Assert.Contains($"\"{JsonNamingPolicy.CamelCase.ConvertName(counter.Name)}\":", Document, StringComparison.Ordinal);
        }
    }

    private static bool PropertyIn(string row, string property) =>
        row.Contains($"`{property}`", StringComparison.Ordinal) || row.Contains($"`{property}?`", StringComparison.Ordinal);

    /// <summary>Each method with the properties of what it takes and answers.</summary>
    private static TheoryData<string, string> Rows(params Type[] contracts)
    {
        TheoryData<string, string> rows = [];
        foreach (MethodInfo method in contracts.SelectMany(contract => contract.GetMethods()))
        {
            IEnumerable<Type> records = method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method.ReturnType.GenericTypeArguments);
            IEnumerable<string> properties = records.SelectMany(record => record.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null).Select(property => property.Name).Where(name => name is not ("Ok" or "Refusal"));
            rows.Add(method.Name, string.Join(' ', properties.Select(JsonNamingPolicy.CamelCase.ConvertName)));
        }
        return rows;
    }

    [GeneratedRegex(@"^\| `((?:GET|POST|PUT|DELETE) /[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex RouteRow();
}
