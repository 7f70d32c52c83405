namespace Interactions.Silo.Storage;

/// <summary>What measurement chose for the embedded storage. Tests choose smaller values to meet the ends sooner.</summary>
/// <param name="FreshRowsMax">
/// Rows of one fresh table. Bounds the memory (about 200 bytes each) and the time a start takes; more would hardly save pages.
/// </param>
/// <param name="PagesMax">The largest size of the file in pages of 4 KiB; null for as large as the disk.</param>
internal sealed record SqliteTuning(int FreshRowsMax = 32_768, int? PagesMax = null);
