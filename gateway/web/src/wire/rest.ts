import { ask, ofEpisode } from '@interactions/client';
import type { Episode, Rest, Retention } from './types';

export { ask, ofEpisode, Refused } from '@interactions/client';

export async function episodes(): Promise<Episode[]> {
  return (await ask<Rest['EpisodeList']>('/api/episodes')).episodes;
}

export function retention(episodeId: string, token: string): Promise<Retention> {
  return ask(ofEpisode(episodeId, 'retention'), token);
}
