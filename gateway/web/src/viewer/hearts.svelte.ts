export interface Heart {
  id: number;
  x: number;
  y: number;
  tilt: number;
}

const livesMs = 900;
const atOnceMax = 24;

/** Hearts that rise where a finger liked. They are only here; what counts is the one fact that is sent. */
export class Hearts {
  rising = $state.raw<Heart[]>([]);
  #next = 0;

  /** @param x, y Per cent of the picture. */
  rise(x: number, y: number): void {
    const heart = { id: this.#next++, x, y, tilt: ((this.#next * 47) % 50) - 25 };
    this.rising = [...this.rising, heart].slice(-atOnceMax);
    setTimeout(() => (this.rising = this.rising.filter((one) => one !== heart)), livesMs);
  }
}
