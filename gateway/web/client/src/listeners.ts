/** Those who want to hear of something. */
export class Listeners<Said extends unknown[] = []> {
  #all = new Set<(...said: Said) => void>();

  /** Hears from now on; the answer ends it. */
  on(listener: (...said: Said) => void): () => void {
    this.#all.add(listener);
    return () => void this.#all.delete(listener);
  }

  tell(...said: Said): void {
    for (const listener of [...this.#all]) listener(...said);
  }
}
