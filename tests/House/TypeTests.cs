using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Interactions.Episodes;
using Interactions.Silo.Operations;
using Orleans.Placement;
using Xunit;

namespace Interactions.Tests.House;

/// <summary>What the house rules say of types and contracts.</summary>
public sealed partial class TypeTests
{
    private static readonly string[] ForbiddenEndings =
        ["Manager", "Helper", "Helpers", "Processor", "Service", "Dto", "Util", "Utils", "Extensions"];

    private static readonly Type[] Types =
    [
        .. new[] { typeof(Tally).Assembly, typeof(SiloHosting).Assembly, typeof(Interactions.Gateway.Program).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Interactions", StringComparison.Ordinal) == true
                && !type.IsDefined(typeof(CompilerGeneratedAttribute))),
    ];

    [Fact]
    public void Types_are_named_after_what_they_are() =>
        Assert.DoesNotContain(Types, type => ForbiddenEndings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)));

    [Fact]
    public void Every_stored_or_sent_type_has_a_versioned_alias_of_its_own()
    {
        Type[] wire = [.. Types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];
        Assert.InRange(wire.Length, 40, int.MaxValue);
        string?[] aliases = [.. wire.Select(type => type.GetCustomAttribute<AliasAttribute>()?.Alias)];
        Assert.Empty(wire.Zip(aliases).Where(pair => pair.Second is null || !VersionedAlias().IsMatch(pair.Second)).Select(pair => pair.First));
        Assert.Equal(aliases.Length, aliases.Distinct().Count());
    }

    [Fact]
    public void Every_grain_interface_has_an_identity_and_verbs_without_suffix()
    {
        Type[] grains = [.. Types.Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];
        Assert.Equal(6, grains.Length);
        Assert.All(grains, grain =>
        {
            Assert.True(grain.IsDefined(typeof(GrainInterfaceTypeAttribute)), grain.Name);
            Assert.All(grain.GetMethods(), method =>
            {
                Assert.False(method.Name.EndsWith("Async", StringComparison.Ordinal), method.Name);
                Assert.True(method.IsDefined(typeof(AliasAttribute)), method.Name);
                Assert.InRange(method.GetParameters().Length, 0, 1);
            });
        });
    }

    [Fact]
    public void Grains_are_internal_sealed_named_and_placed()
    {
        Type[] grains = [.. Types.Where(type => type.IsClass && typeof(Grain).IsAssignableFrom(type))];
        Assert.All(grains, grain => Assert.True(
            grain is { IsSealed: true, IsPublic: false } && grain.IsDefined(typeof(GrainTypeAttribute)) && grain.IsDefined(typeof(PlacementAttribute)),
            grain.Name));
    }

    [GeneratedRegex(@"^interactions(\.[a-z]+(-[a-z]+)*)+\.v[0-9]+$")]
    private static partial Regex VersionedAlias();
}
