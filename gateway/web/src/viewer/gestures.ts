export type Gesture = 'tap' | 'doubleTap' | 'next' | 'previous';

const tapMovesMax = 12;
const swipeLeast = 60;
const doubleWithinMs = 280;

/** Tells taps, double taps and swipes apart from where and when a finger went down and up. Swipes up go on, as in every feed. */
export class Gestures {
  #down: { x: number; y: number } | null = null;
  #tappedAt = -Infinity;

  down(x: number, y: number): void {
    this.#down = { x, y };
  }

  /** The finger moved so far that it is no longer a tap or a hold. */
  strays(x: number, y: number): boolean {
    return this.#down !== null && Math.hypot(x - this.#down.x, y - this.#down.y) > tapMovesMax;
  }

  up(x: number, y: number, atMs: number): Gesture | null {
    const from = this.#down;
    this.#down = null;
    if (from === null) return null;
    const [dx, dy] = [x - from.x, y - from.y];
    if (Math.hypot(dx, dy) <= tapMovesMax) {
      const double = atMs - this.#tappedAt < doubleWithinMs;
      this.#tappedAt = atMs;
      return double ? 'doubleTap' : 'tap';
    }
    if (Math.abs(dy) < swipeLeast || Math.abs(dy) < Math.abs(dx)) return null;
    return dy < 0 ? 'next' : 'previous';
  }

  cancel(): void {
    this.#down = null;
  }
}
