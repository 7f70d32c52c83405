/** The server said no, in its own words. */
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** Asks REST. A refusal throws its own words, so that a page can show them. */
export async function ask<T>(url: string, token?: string, body?: object, method = body ? 'POST' : 'GET'): Promise<T> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  if (body) headers['content-type'] = 'application/json';
  const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(10_000), ...(body ? { body: JSON.stringify(body) } : {}) });
  const answer = response.status === 204 ? undefined : ((await response.json().catch(() => undefined)) as { detail?: string } | undefined);
  if (!response.ok) throw new Refused(response.status, answer?.detail ?? `${url}: ${response.status}`);
  return answer as T;
}

/** The path of something of an episode. */
export const ofEpisode = (episodeId: string, what: string): string => `/api/episodes/${encodeURIComponent(episodeId)}/${what}`;
