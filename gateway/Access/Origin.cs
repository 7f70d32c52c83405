using System.Diagnostics.CodeAnalysis;

namespace Interactions.Gateway.Access;

/// <summary>Scheme, host and port of a page, as browsers send it.</summary>
internal sealed record Origin(string Scheme, string Host, int Port)
{
    /// <summary>False for anything but <c>http(s)://host[:port]</c>; <c>null</c>, what sandboxed pages send, is false too.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Origin? origin)
    {
        origin = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")) { return false; }
        // What browsers send is exactly scheme and authority: with a path, a user, a wildcard or a query it is something else.
        string host = uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}";
        if (host.Contains('*', StringComparison.Ordinal)) { return false; }
        if (!string.Equals(text, $"{uri.Scheme}://{host}", StringComparison.OrdinalIgnoreCase)) { return false; }
        origin = new Origin(uri.Scheme, uri.Host, uri.Port);
        return true;
    }

    /// <summary>True when the request went to the page's own host. The scheme is left out: TLS often ends before the gateway.</summary>
    public bool IsOwn(HostString host) =>
        string.Equals(Host, host.Host, StringComparison.OrdinalIgnoreCase) && Port == (host.Port ?? (Scheme == "https" ? 443 : 80));
}
