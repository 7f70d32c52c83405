using System.Xml.Linq;
using Xunit;

namespace Interactions.Tests.House;

/// <summary>Five projects, one direction.</summary>
public sealed class ProjectTests
{
    public static TheoryData<string, string[]> Directions => new()
    {
        { "src/Interactions.csproj", [] },
        { "silo/Interactions.Silo.csproj", ["Interactions"] },
        { "gateway/Interactions.Gateway.csproj", ["Interactions", "Interactions.Silo"] },
        { "loadtests/Interactions.LoadTests.csproj", ["Interactions"] },
        { "tests/Interactions.Tests.csproj", ["Interactions", "Interactions.Gateway", "Interactions.LoadTests", "Interactions.Silo"] },
    };

    [Theory]
    [MemberData(nameof(Directions))]
    public void A_project_refers_only_to_those_below_it(string project, string[] allowed)
    {
        XDocument file = XDocument.Load(Path.Combine(SourceTree.Root, project));
        string[] referred = [.. file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))];
        Assert.Equal(allowed, referred.Order());
    }

    /// <summary>Who may come is decided on top of what carries frames, which has no opinion on it.</summary>
    [Fact]
    public void Connections_know_nothing_of_access() => Assert.DoesNotContain(
        SourceTree.Files(".cs").Where(file => file.StartsWith(Path.Combine("gateway", "Connections"), StringComparison.Ordinal)),
        file => SourceTree.Lines(file).Any(line => line.Contains("Interactions.Gateway.Access", StringComparison.Ordinal)));

    [Fact]
    public void Versions_of_packages_are_in_one_place() => Assert.DoesNotContain(
        SourceTree.Files(".csproj"),
        project => XDocument.Load(Path.Combine(SourceTree.Root, project)).Descendants("PackageReference")
            .Any(package => package.Attribute("Version") is not null));
}
