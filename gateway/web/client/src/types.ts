// Names of the wire's shapes (docs/wire.md) where the generated ones are wider than what is really said.
import type * as hub from './hub.gen.js';
import type { components } from './rest.gen.js';

/** What REST takes and answers, by name: `Rest['EpisodeItem']`. */
export type Rest = components['schemas'];

export type Mode = hub.CommentMode;
export type Settings = hub.EpisodeSettings;
export type Pulse = hub.EpisodePulse;
export type CommentRequest = Required<Omit<hub.CommentRequest, 'replyTo'>> & { mode: Mode };

export interface Position {
  epoch: string;
  offset: number;
}

/** The answer of an accepted join; a refused one has nothing but its refusal. */
export type JoinAnswer = hub.Answer & Position & Required<Pick<hub.JoinAnswer, 'reset' | 'tally' | 'mine' | 'comments'>>
  & Pick<hub.JoinAnswer, 'retracted' | 'settings' | 'thanked'>;

/** The comments of 30 seconds of playback; they are there unless one has asked with `If-None-Match`. */
export type TrackSegment = Required<Rest['TrackSegment']>;
