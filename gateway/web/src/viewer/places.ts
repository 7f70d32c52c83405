const keptMax = 50;
/** A place nearer than this to either end is no place to come back to. */
const edgeMs = 5000;

/** Where the viewer left each episode, kept in the browser: the latest fifty. */
export class Places {
  constructor(private storage: Pick<Storage, 'getItem' | 'setItem'>) {}

  leave(episodeId: string, atMs: number): void {
    const places = this.#read().filter(([id]) => id !== episodeId);
    places.push([episodeId, Math.round(atMs)]);
    this.storage.setItem('places', JSON.stringify(places.slice(-keptMax)));
  }

  /** Where to go on, or 0. */
  of(episodeId: string, lengthMs: number): number {
    const atMs = this.#read().find(([id]) => id === episodeId)?.[1] ?? 0;
    return atMs > edgeMs && atMs < lengthMs - edgeMs ? atMs : 0;
  }

  #read(): [string, number][] {
    try {
      const found = JSON.parse(this.storage.getItem('places') ?? '[]') as unknown;
      return Array.isArray(found) ? found.filter((one): one is [string, number] => typeof one?.[0] === 'string' && typeof one[1] === 'number') : [];
    } catch {
      return [];
    }
  }
}
