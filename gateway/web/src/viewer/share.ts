/** The address of an episode at a place, without anything else that this page's address carries. */
export function linkTo(href: string, episodeId: string, atMs: number): string {
  const link = new URL(href);
  link.hash = '';
  link.search = new URLSearchParams({ episode: episodeId, t: String(Math.floor(atMs / 1000)) }).toString();
  return link.href;
}

/** Shares or copies it; answers the link itself where the browser lets neither happen, so that a person can copy it. */
export async function share(href: string, episodeId: string, atMs: number): Promise<string | null> {
  const link = linkTo(href, episodeId, atMs);
  try {
    await navigator.clipboard.writeText(link);
    return null;
  } catch {
    return link;
  }
}
