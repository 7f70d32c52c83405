import Danmaku from 'danmaku';
import type { Display } from './display.js';
import type { Comment } from './hub.gen.js';
import type { Mode } from './types.js';

const modes: Record<Mode, 'rtl' | 'ltr' | 'top' | 'bottom'> = { scroll: 'rtl', reverse: 'ltr', top: 'top', bottom: 'bottom' };
const family = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';
/** At the usual speed and size a phone's lanes take about as many per second as the density limit lets through. */
const pixelsPerSecond = 140;
const phoneLanes = 18;
/** In sizes of the text. */
const laneHeight = 1.6;
/** The library keeps every comment it ever showed, so a canvas is replaced after this many and ends when its last ones have flown by. */
const perCanvas = 2000;
const flightMs = 20_000;
const ownColour = '#ffb86b';
const white = 0xffffff;

/** What the library keeps of a comment: its own little canvas is there once it has been drawn. */
interface Bullet {
  text: string;
  canvas?: HTMLCanvasElement | null;
}

/** The danmaku of one episode: one canvas over the picture. What flies is decided before, by the sieve. */
export class Stage {
  readonly #host: HTMLElement;
  #display: Display;
  #canvas: Danmaku;
  #emitted = 0;
  #retired: Danmaku[] = [];
  #flying = new Map<string, { bullet: Bullet; since: number }>();

  constructor(host: HTMLElement, display: Display) {
    this.#host = host;
    this.#display = display;
    this.#canvas = this.#open();
  }

  obey(display: Display): void {
    this.#display = display;
    this.#canvas.speed = this.#speed();
  }

  fly(comment: Comment, text: string, own: boolean): void {
    if (++this.#emitted > perCanvas) this.#renew();
    const mode = modes[comment.mode ?? 'scroll'] ?? 'rtl';
    this.#canvas.emit({
      text,
      mode: this.#display.still && mode !== 'bottom' ? 'top' : mode,
      // The library hands these to the canvas as they are; a CSSStyleDeclaration has no such names, hence the cast.
      style: {
        font: `600 ${this.#display.size}px ${family}`,
        fillStyle: `#${((comment.color ?? white) & 0xffffff).toString(16).padStart(6, '0')}`,
        strokeStyle: 'rgba(0,0,0,0.75)',
        lineWidth: 3,
        lineJoin: 'round',
      } as CanvasRenderingContext2D,
    });
    const bullet = (this.#canvas as unknown as { comments: Bullet[] }).comments.at(-1)!;
    this.#remember(comment.id, bullet);
    if (own) this.#underline(bullet);
  }

  /** Costs nothing while hidden: the library's loop stops. */
  show(visible: boolean): void {
    if (visible) this.#canvas.show();
    else this.#canvas.hide();
  }

  /** After a jump the comments of the old place have no business here. */
  clear(): void {
    for (const canvas of [this.#canvas, ...this.#retired]) canvas.clear();
    this.#flying.clear();
  }

  /** Takes these off and leaves all others where they are: each has a canvas of its own, and an empty one draws nothing. */
  retract(ids: string[]): void {
    for (const id of ids) {
      const flight = this.#flying.get(id);
      if (flight === undefined) continue;
      flight.bullet.text = '';
      if (flight.bullet.canvas) flight.bullet.canvas.width = 1;
      this.#flying.delete(id);
    }
  }

  /** How much of a phone's picture there is room for, 0 to 1: on fewer lanes the same crowd would fly over each other. */
  get room(): number {
    return Math.min(1, this.#host.clientHeight / (this.#display.size * laneHeight) / phoneLanes);
  }

  /** How many comments are in flight, as far as we know. */
  get flights(): number {
    return this.#flying.size;
  }

  resize(): void {
    this.#canvas.resize();
  }

  destroy(): void {
    for (const canvas of [this.#canvas, ...this.#retired]) canvas.destroy();
    this.#retired = [];
  }

  /** The library draws a new comment in its next frame; the line goes under it in the one after. */
  #underline(bullet: Bullet, frames = 4): void {
    requestAnimationFrame(() => {
      const canvas = bullet.canvas;
      if (!canvas) {
        if (frames > 0) this.#underline(bullet, frames - 1);
        return;
      }
      const pen = canvas.getContext('2d')!;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.fillStyle = ownColour;
      const thick = Math.max(2, Math.round(canvas.height / 12));
      pen.fillRect(0, canvas.height - thick, canvas.width, thick);
    });
  }

  #remember(id: string, bullet: Bullet): void {
    const now = performance.now();
    this.#flying.set(id, { bullet, since: now });
    for (const [old, flight] of this.#flying) {
      if (now - flight.since < flightMs) break;
      this.#flying.delete(old);
    }
  }

  #speed(): number {
    return (pixelsPerSecond * this.#display.speed) / 100;
  }

  #open(): Danmaku {
    return new Danmaku({ container: this.#host, engine: 'canvas', speed: this.#speed() });
  }

  #renew(): void {
    const old = this.#canvas;
    this.#retired.push(old);
    setTimeout(() => {
      old.destroy();
      this.#retired = this.#retired.filter((canvas) => canvas !== old);
    }, flightMs);
    this.#canvas = this.#open();
    this.#emitted = 0;
  }
}
