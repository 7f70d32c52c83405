import { newId } from './id.js';

const sessionId = newId();
let seq = 0;

/** Numbers a like (of an episode or a comment), bookmark or follow: one that was given up and arrives late must not undo a newer one. */
export function nextTurn(): { sessionId: string; seq: number } {
  return { sessionId, seq: ++seq };
}
