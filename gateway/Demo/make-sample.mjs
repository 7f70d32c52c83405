// Writes sample.xml from lines.txt: `node gateway/Demo/make-sample.mjs`. The same lines always give the same file.
import { readFileSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const modes = { top: 5, bottom: 4, '<': 6 };
const colours = [0xffffff, 0xffffff, 0xffffff, 0xffffff, 0xffffff, 0xfe0302, 0xffd302, 0x00cd00, 0x00a1d6, 0xcc0273];
const audience = 140; // Distinct authors; some write several times, as people do.
const started = 1767268800; // 2026-01-01T12:00:00Z: the first comment's wall clock.

let seed = 20260101;
function random() {
  // mulberry32: small, seeded, so the file does not change when nothing else did.
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

function* comments() {
  let from = 0;
  let to = 0;
  for (const line of readFileSync(new URL('lines.txt', here), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const scene = /^\[(\d+) (\d+)\]$/.exec(line);
    if (scene) {
      [from, to] = [Number(scene[1]), Number(scene[2])];
      continue;
    }
    const [, mode, said, times] = /^(?:(top|bottom|<) )?(.+?)(?: x(\d+))?$/.exec(line);
    for (let i = 0; i < Number(times ?? 1); i++) {
      // The square leans to the start of a scene: reactions come in a burst and fade.
      const at = from + random() ** 2 * (to - from);
      yield { at, mode: modes[mode] ?? 1, text: said };
    }
  }
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const rows = [...comments()].map((comment, index) => {
  const author = Math.floor(random() * audience);
  const hash = (Math.imul(author + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  const colour = colours[Math.floor(random() * colours.length)];
  const when = started + index * 37 + Math.floor(random() * 30);
  return `  <d p="${comment.at.toFixed(3)},${comment.mode},25,${colour},${when},0,${hash},${500000001 + index}">${escape(comment.text)}</d>`;
});
writeFileSync(new URL('sample.xml', here), `<?xml version="1.0" encoding="UTF-8"?>\n<i>\n${rows.join('\n')}\n</i>\n`);
console.log(`${rows.length} comments`);
