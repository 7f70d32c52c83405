using System.Runtime.CompilerServices;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Interactions.Refusals;

namespace Interactions.Gateway.Comments;

/// <summary>REST of danmaku files: what players and archives exchange, in and out.</summary>
internal static class DanmakuEndpoints
{
    /// <summary>Largest file that is taken, in bytes.</summary>
    private const long FileBytesMax = 64L * 1024 * 1024;

    public static void MapDanmakuFiles(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder comments = routes.MapGroup("/api/episodes/{id}/comments").WithTags("Danmaku files");
        comments.MapPost("/import", Import).RequireAuthorization().WithBudget(BudgetKind.Manage).Accepts<Stream>("application/xml", "text/xml")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(FileBytesMax)).Produces<ImportReport>();
        comments.MapGet("/export", Export).WithBudget(BudgetKind.Manage).Produces(StatusCodes.Status200OK, contentType: "application/xml");
    }

    /// <summary>
    /// Spools the file, reads it once to the end (a file that is not well-formed leaves nothing behind), and then posts it in batches.
    /// </summary>
    private static async Task<IResult> Import(
        string id, HttpRequest request, Visitor visitor, EpisodeAccess access, DanmakuImport import, CancellationToken cancellation)
    {
        if (await access.FindOwn(id, visitor) is not { } entry) { return RefusalProblem.Of(RefusalCode.Forbidden); }
        await using FileStream file = new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await request.Body.CopyToAsync(file, cancellation);
            return await import.Run(entry, file, cancellation) is { } report
                ? Results.Ok(report)
                : RefusalProblem.Of(RefusalCode.Busy, 1_000, detail: "The episode could not take all of it in time. Repeat: what is in already is known.");
        }
        catch (DanmakuFormatException fault)
        {
            return RefusalProblem.Of(RefusalCode.Invalid, field: "file", detail: $"{fault.Message} Nothing of it was stored.");
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return RefusalProblem.Of(RefusalCode.TooLarge, detail: $"The file is larger than {FileBytesMax / 1024 / 1024} MiB.");
        }
    }

    private static async Task<IResult> Export(string id, Visitor visitor, EpisodeAccess access, Rooms rooms)
    {
        if (await access.Find(id, visitor) is not { } entry) { return RefusalProblem.Of(RefusalCode.NotFound); }
        IEpisodeGrain episode = rooms.Of(entry).Episode;
        return Results.Stream(body => DanmakuXml.Write(body, All(episode)), "application/xml", $"{entry.EpisodeId}.xml");
    }

    private static async IAsyncEnumerable<DanmakuComment> All(IEpisodeGrain episode, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (long? after = 0; after is { } offset && !cancellation.IsCancellationRequested;)
        {
            CommentPage page = await episode.GetComments(new CommentQuery(offset, CommentQuery.LimitMax));
            foreach (Comment comment in page.Comments)
            {
                yield return new DanmakuComment(
                    comment.Id, comment.AtMs, comment.Mode, comment.Color, comment.WrittenAtMs, comment.Author, comment.Text);
            }
            after = page.Next;
        }
    }
}
