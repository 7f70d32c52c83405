import type { Episode, Retention, TrackSegment } from './types';

/** The server said no, in its own words. */
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** Asks REST. A refusal throws its own words, so that a page can show them. */
export async function ask<T>(path: string, token?: string, body?: object, method = body ? 'POST' : 'GET'): Promise<T> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  if (body) headers['content-type'] = 'application/json';
  const response = await fetch(path, { method, headers, signal: AbortSignal.timeout(10_000), ...(body ? { body: JSON.stringify(body) } : {}) });
  const answer = response.status === 204 ? undefined : ((await response.json().catch(() => undefined)) as { detail?: string } | undefined);
  if (!response.ok) throw new Refused(response.status, answer?.detail ?? `${path}: ${response.status}`);
  return answer as T;
}

const get = ask;
/** The address of something of an episode. */
export const ofEpisode = (episodeId: string, what: string): string => `/api/episodes/${encodeURIComponent(episodeId)}/${what}`;

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
