namespace Interactions.Comments;

/// <summary>
/// Marks a property that is absent in JSON when it has this value, which is also its default in the record's constructor: said to thousands, what is
/// nearly always the same is most of what travels.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AbsentByDefaultAttribute(object value) : Attribute
{
    public object Value => value;
}
