// `@interactions/client/danmaku`: comments that fly over a video. Apart from the rest, which draws nothing.
export { Overlay, type OverlayOptions } from './overlay.js';
export { Stage } from './stage.js';
