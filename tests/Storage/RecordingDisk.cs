using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Interactions.Tests.Storage;

/// <summary>
/// SQLite's own way to the disk, listened to: a VFS that calls the platform's and notes each write, truncation, fsync and deletion in the folders
/// that asked for it, in the order in which SQLite issued them. An fsync there is noted and not made: what the disk keeps, the test decides.
/// </summary>
/// <remarks>
/// A file's method table is exchanged for a copy in which three entries are ours; one entry more, at the end, leads to the original. Structures and
/// their order are part of SQLite's stable interface (sqlite3_vfs and sqlite3_io_methods), here seen as arrays of pointers, so 64-bit only.
/// </remarks>
internal static unsafe partial class RecordingDisk
{
    public const string Name = "recording";

    private const int VfsLength = 21;
    private const int VfsName = 3;
    private const int VfsOpen = 5;
    private const int VfsDelete = 6;
    private const int MethodsLength = 19;
    private const int MethodWrite = 3;
    private const int MethodTruncate = 4;
    private const int MethodSync = 5;

    private static readonly ConcurrentDictionary<string, DiskLog> Logs = new();
    private static readonly ConcurrentDictionary<nint, (DiskLog Log, string File)> Files = new();
    private static readonly ConcurrentDictionary<nint, nint> Tables = new();
    private static readonly nint Platform = Register();

    /// <summary>Notes what connections with this VFS do to files in the folder.</summary>
    public static DiskLog Record(string folder) => Logs.GetOrAdd(folder, _ => new DiskLog());

    public static void Forget(string folder) => Logs.TryRemove(folder, out _);

    private static nint Register()
    {
        nint* platform = FindVfs(null);
        nint* vfs = Copy(platform, VfsLength, VfsLength);
        vfs[VfsName] = Marshal.StringToCoTaskMemUTF8(Name);
        vfs[VfsOpen] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int>)&Open;
        vfs[VfsDelete] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, int, int>)&Delete;
        return RegisterVfs(vfs, makeDefault: 0) == 0 ? (nint)platform : throw new InvalidOperationException("SQLite takes no other VFS.");
    }

    /// <summary>Never freed: SQLite keeps them for as long as the process lives.</summary>
    private static nint* Copy(nint* source, int length, int room)
    {
        nint* copy = (nint*)NativeMemory.AllocZeroed((nuint)room, (nuint)sizeof(nint));
        new ReadOnlySpan<nint>(source, length).CopyTo(new Span<nint>(copy, room));
        return copy;
    }

    private static nint TableOver(nint methods)
    {
        nint* table = Copy((nint*)methods, MethodsLength, MethodsLength + 1);
        table[MethodWrite] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)&Write;
        table[MethodTruncate] = (nint)(delegate* unmanaged[Cdecl]<nint*, long, int>)&Truncate;
        table[MethodSync] = (nint)(delegate* unmanaged[Cdecl]<nint*, int, int>)&Sync;
        table[MethodsLength] = methods;
        return (nint)table;
    }

    private static nint* Original(nint* file) => (nint*)((nint*)file[0])[MethodsLength];

    private static (DiskLog? Log, string File) Find(byte* path)
    {
        string? name = Marshal.PtrToStringUTF8((nint)path);
        return name is not null && Logs.TryGetValue(Path.GetDirectoryName(name)!, out DiskLog? log) ? (log, Path.GetFileName(name)) : (null, "");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(nint* vfs, byte* path, nint* file, int flags, int* flagsOut)
    {
        nint* platform = (nint*)Platform;
        int result = ((delegate* unmanaged[Cdecl]<nint*, byte*, nint*, int, int*, int>)platform[VfsOpen])(platform, path, file, flags, flagsOut);
        if (result == 0 && Find(path) is { Log: { } log } found)
        {
            Files[(nint)file] = (log, found.File);
            file[0] = Tables.GetOrAdd(file[0], TableOver);
        }
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(nint* vfs, byte* path, int syncFolder)
    {
        nint* platform = (nint*)Platform;
        int result = ((delegate* unmanaged[Cdecl]<nint*, byte*, int, int>)platform[VfsDelete])(platform, path, 0);
        if (result == 0 && Find(path) is { Log: { } log } found) { log.Delete(found.File); }
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint* file, byte* bytes, int count, long offset)
    {
        int result = ((delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)Original(file)[MethodWrite])(file, bytes, count, offset);
        (DiskLog log, string name) = Files[(nint)file];
        if (result == 0) { log.Write(name, offset, new ReadOnlySpan<byte>(bytes, count)); }
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(nint* file, long size)
    {
        int result = ((delegate* unmanaged[Cdecl]<nint*, long, int>)Original(file)[MethodTruncate])(file, size);
        (DiskLog log, string name) = Files[(nint)file];
        if (result == 0) { log.Truncate(name, size); }
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(nint* file, int flags)
    {
        (DiskLog log, string name) = Files[(nint)file];
        log.Sync(name);
        return 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial nint* FindVfs(byte* name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int RegisterVfs(nint* vfs, int makeDefault);
}
