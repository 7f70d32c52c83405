import type { Episode, Retention, TrackSegment } from './types';

async function get<T>(path: string, token?: string): Promise<T> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(path, { headers, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

export async function episodes(): Promise<Episode[]> {
  return (await get<{ episodes: Episode[] }>('/api/episodes')).episodes;
}

export function retention(episodeId: string, token: string): Promise<Retention> {
  return get(`/api/episodes/${encodeURIComponent(episodeId)}/retention`, token);
}

/** What the signed-in user did, from the user's own record. */
export function me(token: string): Promise<{ follows: string[] }> {
  return get('/api/users/me', token);
}

export function track(episodeId: string, segment: number): Promise<TrackSegment> {
  return get(`/api/episodes/${encodeURIComponent(episodeId)}/track/${segment}`);
}
