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
  /** Share of the time that stood still for the collector. */
  gcShare: number;
}

export type Colour = 'good' | 'warm' | 'bad' | 'soft';

const storageSlow = 0.5;
const gcMuch = 0.1;

/** One sentence: whether all is well, and else the worst thing first. */
export function verdict(vitals: Vitals): { colour: Colour; sentence: string } {
  if (vitals.ready === '' && vitals.failed === '') return { colour: 'soft', sentence: 'Asking…' };
  if (vitals.failed !== '') return { colour: 'bad', sentence: `This gateway does not answer: ${vitals.failed}.` };
  if (vitals.draining) return { colour: 'warm', sentence: `Draining: ${vitals.connections} connections are left.` };
  if (vitals.ready !== 'Healthy') return { colour: 'bad', sentence: `Not ready: ${vitals.ready}.` };
  if (vitals.busy > 0) return { colour: 'bad', sentence: `Viewers are told "busy" ${vitals.busy.toFixed(1)} times a second: too much to do, or no storage.` };
  if ((vitals.storageP99 ?? 0) > storageSlow) return { colour: 'warm', sentence: `Storage is slow: 1 of 100 writes takes ${vitals.storageP99} s or more.` };
  if (vitals.gcShare > gcMuch) return { colour: 'warm', sentence: `The collector holds the gateway ${(vitals.gcShare * 100).toFixed(0)} % of the time.` };
  if (vitals.shed > 0) return { colour: 'warm', sentence: 'Clients that do not keep up are being disconnected.' };
  if (vitals.skipped > 0) return { colour: 'warm', sentence: 'All is well but for some slow clients, whose frames are skipped.' };
  return { colour: 'good', sentence: 'All is well: this gateway takes traffic.' };
}
