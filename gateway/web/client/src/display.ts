/** How a crowd is paced: what of it one screen shows. */
export interface Pace {
  /** Most that start per second, 1 to 100. */
  perSecond: number;
  /** Whether the same text flies once, with how often it was said. */
  merge: boolean;
  /** Texts that contain one of these do not fly. */
  words: string[];
  /** Neither do those of these authors, who are opaque. */
  people: string[];
}

/** How danmaku are shown. */
export interface Display extends Pace {
  on: boolean;
  /** Pixels. */
  size: number;
  /** Per cent of the usual speed. */
  speed: number;
  /** No motion: comments stand at the top for a while instead of flying. */
  still: boolean;
}

export const usualDisplay: Display = { on: true, size: 16, speed: 100, still: false, perSecond: 20, merge: true, words: [], people: [] };
