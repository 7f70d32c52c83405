/** A name that the development token endpoint takes: the id alphabet of the wire. */
export function nameFrom(search: string, stored: string | null, random: () => number = Math.random): string {
  const asked = new URLSearchParams(search).get('user');
  if (asked !== null && /^[A-Za-z0-9_-]{1,64}$/.test(asked)) return asked;
  return stored ?? `guest-${Math.floor(random() * 36 ** 5).toString(36).padStart(5, '0')}`;
}

/** Reads the token that a printed link carries behind the hash, where neither a server nor a referrer sees it. */
export function tokenFromHash(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token');
}

/** The user named in a token. The server decides what the token may see; this only says whose things to ask for. */
export function subjectOf(token: string): string | null {
  try {
    const body = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    return (JSON.parse(atob(body)) as { sub?: string }).sub ?? null;
  } catch {
    return null;
  }
}

/** The token that came with the link, kept for reloads of this tab and taken out of the address: a copied address gives nothing away. */
export function givenToken(location: Location, storage: Storage, key: string): string | null {
  const given = tokenFromHash(location.hash);
  if (given !== null) {
    storage.setItem(key, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return given ?? storage.getItem(key);
}

/**
 * A development token, or an empty one where nobody gives them out: then the page only watches.
 * A network failure throws, so that the caller tries again instead of becoming anonymous.
 */
export async function developmentToken(userId: string, roles: string[]): Promise<string> {
  const response = await fetch('/dev/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId, roles, name: userId }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) return '';
  return ((await response.json()) as { token: string }).token;
}
