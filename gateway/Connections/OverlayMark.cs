namespace Interactions.Gateway.Connections;

/// <summary>A feature of the connections that show an overlay: it is set before they enter a crowd.</summary>
internal sealed class OverlayMark;
