// `@interactions/client`: what another player needs to take part. The README says how.
export { Client, type ClientOptions } from './client.js';
export { usualDisplay, type Display, type Pace } from './display.js';
export { newId } from './id.js';
export { Line, unreachable, type LineState } from './line.js';
export { Listeners } from './listeners.js';
export { OwnComments, type OwnComment } from './own.js';
export { ask, ofEpisode, Refused } from './rest.js';
export { Room, type Written } from './room.js';
export { sameness, Sieve } from './sieve.js';
export { Toggle } from './toggle.js';
export { segmentMs, Track } from './track.js';
export { WatchReports } from './watch.js';
export type * from './hub.gen.js';
export type { CommentRequest, JoinAnswer, Mode, Position, Pulse, Rest, Settings, TrackSegment } from './types.js';
