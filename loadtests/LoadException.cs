namespace Interactions.LoadTests;

/// <summary>A run cannot go on; the message tells the person at the keyboard what to do.</summary>
internal sealed class LoadException(string message, Exception? cause = null) : Exception(message, cause);
