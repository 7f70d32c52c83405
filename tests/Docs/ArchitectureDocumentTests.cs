using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Interactions.Comments;
using Interactions.Silo.Journal;
using Xunit;

namespace Interactions.Tests.Docs;

public sealed partial class ArchitectureDocumentTests
{
    private static readonly Assembly[] Product = [typeof(Comment).Assembly, typeof(JournalFactory).Assembly];

    private static readonly string Document = Repository.Read("docs/architecture.md");

    public static TheoryData<string, long> Ceilings
    {
        get
        {
            TheoryData<string, long> rows = [];
            foreach (FieldInfo ceiling in typeof(CommentLimits).GetFields().Concat(typeof(JournalLimits).GetFields()))
            {
                // What a segment weighs beside its bytes is a weight and no bound.
                if (ceiling.Name == nameof(JournalLimits.SegmentOverhead)) { continue; }
                rows.Add($"{ceiling.DeclaringType!.Name}.{ceiling.Name}", ValueOf(ceiling));
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Ceilings))]
    public void Every_ceiling_that_is_safety_is_in_the_table_of_limits(string name, long value) =>
        Assert.Contains($"\n| `{name}` | {value.ToString("N0", CultureInfo.InvariantCulture)} |", Document, StringComparison.Ordinal);

    [Fact]
    public void The_table_of_limits_says_what_the_code_says()
    {
        MatchCollection rows = LimitRow().Matches(Document);
        Assert.True(rows.Count > Ceilings.Count, "The table of limits was not found.");
        foreach (Match row in rows)
        {
            Type type = Assert.Single(Product.SelectMany(assembly => assembly.GetTypes()), type => type.Name == row.Groups[1].Value);
            FieldInfo? constant = type.GetField(row.Groups[2].Value);
            Assert.True(constant is not null, $"{row.Groups[1]} has no constant {row.Groups[2]}.");
            Assert.Equal(ValueOf(constant), long.Parse(row.Groups[3].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        }
    }

    private static long ValueOf(FieldInfo constant) => Convert.ToInt64(constant.GetRawConstantValue(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| `(\w+)\.(\w+)` \| ([\d,]+) \|", RegexOptions.Multiline)]
    private static partial Regex LimitRow();
}
