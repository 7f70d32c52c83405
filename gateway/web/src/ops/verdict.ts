import { say } from './words';

export interface Vitals {
  /** The answer of the readiness check, or empty before the first. */
  ready: string;
  /** Why there was no answer, or empty. */
  failed: string;
  draining: boolean;
  connections: number;
  /** Seconds, or null when nothing was written. */
  storageP99: number | null;
  /** Per second. */
  busy: number;
  skipped: number;
  shed: number;
  /** By how much counters were found wrong since the start. */
  drift: number;
  /** Share of the time that stood still for the collector. */
  gcShare: number;
}

export type Colour = 'good' | 'warm' | 'bad' | 'soft';

const storageSlow = 0.5;
const gcMuch = 0.1;

/** One sentence: whether all is well, and else the worst thing first. */
export function verdict(vitals: Vitals): { colour: Colour; sentence: string } {
  const words = say();
  if (vitals.ready === '' && vitals.failed === '') return { colour: 'soft', sentence: words.asking };
  if (vitals.failed !== '') return { colour: 'bad', sentence: words.silent(vitals.failed) };
  if (vitals.draining) return { colour: 'warm', sentence: words.draining(vitals.connections) };
  if (vitals.ready !== 'Healthy') return { colour: 'bad', sentence: words.notReady(vitals.ready) };
  if (vitals.busy > 0) return { colour: 'bad', sentence: words.busy(vitals.busy.toFixed(1)) };
  if (vitals.drift > 0) return { colour: 'bad', sentence: words.drift };
  if ((vitals.storageP99 ?? 0) > storageSlow) return { colour: 'warm', sentence: words.slowStorage(vitals.storageP99 ?? 0) };
  if (vitals.gcShare > gcMuch) return { colour: 'warm', sentence: words.collector((vitals.gcShare * 100).toFixed(0)) };
  if (vitals.shed > 0) return { colour: 'warm', sentence: words.shed };
  if (vitals.skipped > 0) return { colour: 'warm', sentence: words.skipped };
  return { colour: 'good', sentence: words.well };
}
