import { usualDisplay, type Display as Flight } from '@interactions/client';

/** How a viewer wants danmaku shown. Kept in the browser. */
export interface Display extends Flight {
  /** 20 to 100 %. */
  opacity: number;
  /** How much of the picture's height, 25 to 85 %: what is below stays free for the captions. */
  area: number;
  language: '' | 'en' | 'zh';
}

export const ranges = { opacity: [20, 100], area: [25, 85], size: [12, 28], speed: [50, 200], perSecond: [1, 100] } as const;
const wordsMax = 100;
const wordLengthMax = 40;

/** @param still What the system says of motion; the viewer may say otherwise. */
export function usual(still: boolean): Display {
  return { ...usualDisplay, opacity: 100, area: 73, still, language: '' };
}

/** Reads what was kept, by whatever version of this page: what is missing or out of range is as usual. */
export function readDisplay(kept: string | null, still: boolean): Display {
  const display = usual(still);
  let found: Record<string, unknown>;
  try {
    found = (JSON.parse(kept ?? '{}') ?? {}) as Record<string, unknown>;
  } catch {
    return display;
  }
  for (const key of ['on', 'merge', 'still'] as const) if (typeof found[key] === 'boolean') display[key] = found[key];
  for (const [key, [least, most]] of Object.entries(ranges) as [keyof typeof ranges, readonly [number, number]][]) {
    const value = found[key];
    if (typeof value === 'number' && value >= least && value <= most) display[key] = value;
  }
  for (const key of ['words', 'people'] as const) if (Array.isArray(found[key])) display[key] = tidy(found[key]);
  if (found.language === 'en' || found.language === 'zh') display.language = found.language;
  return display;
}

/** Words as people type them into one field. */
export const readWords = (typed: string): string[] => tidy(typed.split(/[,，、\n]/));

function tidy(words: unknown[]): string[] {
  const texts = words.filter((word): word is string => typeof word === 'string').map((word) => word.trim().slice(0, wordLengthMax));
  return [...new Set(texts.filter((word) => word !== ''))].slice(0, wordsMax);
}
