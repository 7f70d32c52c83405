namespace Interactions.Silo.Cluster;

/// <summary>
/// Lets silos in pods watch each other's pods, in builds that ask for it: <c>dotnet publish silo -p:KubernetesHosting=true</c>. A silo whose pod was
/// deleted, with its node or by hand, is declared dead at once; nothing else tells silos of that before their probes go missing.
/// </summary>
internal static class KubernetesHosting
{
#if KUBERNETES_HOSTING
    public static bool IsInBuild => true;

    public static void AddKubernetes(this ISiloBuilder silo) => silo.UseKubernetesHosting();
#else
    public static bool IsInBuild => false;

    public static void AddKubernetes(this ISiloBuilder silo) => throw new NotSupportedException("The options are validated before.");
#endif
}
