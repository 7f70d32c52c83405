namespace Interactions.Silo.Storage;

/// <summary>The storage as configured cannot be used. The message is one line for the operator; it stops the start.</summary>
public sealed class StorageRefusedException(string message, Exception? cause = null) : Exception(message, cause);
