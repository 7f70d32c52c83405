namespace Interactions.Silo.Storage;

/// <summary>What measurement chose for the embedded storage. Tests choose smaller values to meet the ends sooner.</summary>
/// <param name="FreshRowsMax">
/// Rows of one fresh table. Bounds the memory (about 200 bytes each) and the time a start takes; more would hardly save pages.
/// </param>
/// <param name="PagesMax">The largest size of the file in pages of 4 KiB; null for as large as the disk.</param>
/// <param name="WalPages">
/// Pages of the log that make SQLite copy it into the file. Large enough that a page changed often is copied seldom, small enough that copying stays
/// below what a viewer notices.
/// </param>
/// <param name="Vfs">SQLite's name of the way to the disk, for tests that listen to it; null for the platform's.</param>
internal sealed record SqliteTuning(int FreshRowsMax = 32_768, int? PagesMax = null, int WalPages = 4096, string? Vfs = null);
