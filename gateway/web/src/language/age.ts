import { age } from '../wire/format';
import { language } from './tongue.svelte';

/** How old a figure is, in the language of the page. */
export const aged = (ms: number): string => language.pick(age(ms), chineseAge(ms));

export function chineseAge(ms: number): string {
  if (ms < 1500) return '刚刚';
  if (ms < 60_000) return `${Math.round(ms / 1000)} 秒前`;
  return `${Math.floor(ms / 60_000)} 分钟前`;
}
