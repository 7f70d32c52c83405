import Danmaku from 'danmaku';
import { colour } from '../wire/format';
import type { Comment, Mode } from '../wire/types';
import { DensityLimit } from './density';

const modes: Record<Mode, 'rtl' | 'ltr' | 'top' | 'bottom'> = { scroll: 'rtl', reverse: 'ltr', top: 'top', bottom: 'bottom' };
/** Small and quick enough that a phone's lanes take about as many per second as the density limit lets through. */
const font = '600 16px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';
const pixelsPerSecond = 140;
/** The library keeps every comment it ever showed, so a canvas is replaced after this many and ends when its last ones have flown by. */
const perCanvas = 2000;
const flightMs = 10_000;

/** The danmaku of one episode: a canvas over the picture, with a limit on how many start per second. */
export class Stage {
  readonly #host: HTMLElement;
  readonly #limit: DensityLimit;
  #canvas: Danmaku;
  #emitted = 0;
  #retired: Danmaku[] = [];
  #flying = new Map<string, number>();

  constructor(host: HTMLElement, perSecond: number) {
    this.#host = host;
    this.#limit = new DensityLimit(perSecond);
    this.#canvas = this.#open();
  }

  get leftOut(): number {
    return this.#limit.leftOut;
  }

  fly(comment: Comment, own: boolean): void {
    const now = performance.now();
    if (!this.#limit.admit(now, own)) return;
    this.#remember(comment.id, now);
    if (++this.#emitted > perCanvas) this.#renew();
    this.#canvas.emit({
      text: comment.text,
      mode: modes[comment.mode] ?? 'rtl',
      // The library hands these to the canvas as they are; a CSSStyleDeclaration has no such names, hence the cast.
      style: {
        font,
        fillStyle: colour(comment.color),
        strokeStyle: own ? '#d97706' : 'rgba(0,0,0,0.75)',
        lineWidth: own ? 5 : 3,
        lineJoin: 'round',
      } as CanvasRenderingContext2D,
    });
  }

  /** Costs nothing while hidden: the library's loop stops. */
  show(visible: boolean): void {
    if (visible) this.#canvas.show();
    else this.#canvas.hide();
  }

  clear(): void {
    for (const canvas of [this.#canvas, ...this.#retired]) canvas.clear();
    this.#flying.clear();
  }

  /** A canvas cannot lose a single text, so a retracted one that is still in flight takes the others with it. */
  retract(ids: string[]): void {
    if (ids.some((id) => this.#flying.has(id))) this.clear();
  }

  resize(): void {
    this.#canvas.resize();
  }

  destroy(): void {
    for (const canvas of [this.#canvas, ...this.#retired]) canvas.destroy();
    this.#retired = [];
  }

  #remember(id: string, now: number): void {
    this.#flying.set(id, now);
    for (const [old, since] of this.#flying) {
      if (now - since < flightMs) break;
      this.#flying.delete(old);
    }
  }

  #open(): Danmaku {
    return new Danmaku({ container: this.#host, engine: 'canvas', speed: pixelsPerSecond });
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
