using System.Globalization;
using System.Text;

namespace Interactions.Tests.Docs;

/// <summary>Writes the hubs, their requests, answers and pushes as TypeScript.</summary>
internal static class HubTypeScript
{
    public static string Of(HubShapes shapes)
    {
        StringBuilder text = new("// Generated from the C# hub interfaces by HubContractTests; a test fails when it differs. Do not edit it.\n");
        foreach (Type type in shapes.Types.Values) { text.Append('\n').Append(type.IsEnum ? Names(type) : Record(shapes, type)); }
        foreach (Type contract in shapes.Contracts) { text.Append(Interface(contract)); }
        return text.ToString();
    }

    private static string Interface(Type contract)
    {
        StringBuilder text = new($"\nexport interface {contract.Name[1..]} {{\n");
        foreach (HubMethod method in HubShapes.Methods(contract))
        {
            string answer = method.Answer is { } result ? $"Promise<{NameOf(result)}>" : "void";
            text.Append(CultureInfo.InvariantCulture, $"  {method.Name}({method.ParameterName}: {NameOf(method.Message)}): {answer};\n");
        }
        return text.Append("}\n").ToString();
    }

    private static string NameOf(Type type) =>
        type == typeof(string) ? "string"
        : type == typeof(bool) ? "boolean"
        : type.IsPrimitive ? "number"
        : type.IsArray ? $"{NameOf(type.GetElementType()!)}[]"
        : type.Name;

    private static string Names(Type type) => $"export type {type.Name} = {string.Join(" | ", HubShapes.Names(type).Select(name => $"'{name}'"))};\n";

    private static string Record(HubShapes shapes, Type type)
    {
        StringBuilder text = new($"export interface {type.Name} {{\n");
        foreach (HubField field in shapes.Fields(type))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {field.Name}{(field.MayBeAbsent ? "?" : "")}: {NameOf(field.Type)};\n");
        }
        return text.Append("}\n").ToString();
    }
}
