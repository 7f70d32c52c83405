import { developmentToken, tokenFromHash } from '../wire/identity';
import { Line, type LineState } from '../wire/line';
import { retention } from '../wire/rest';
import type { Board, BoardAnswer, Retention } from '../wire/types';
import { RateHistory, type Rates } from './rates';

const demoCreator = 'demo-creator';
const historySeconds = 180;
const retentionEveryMs = 5000;

/** The creator named in a token. The server decides what the token may see; this only says whose board to ask for. */
export function subjectOf(token: string): string | null {
  try {
    const body = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    return (JSON.parse(atob(body)) as { sub?: string }).sub ?? null;
  } catch {
    return null;
  }
}

/** A creator's live board: nothing is asked for while nobody looks at the page. */
export class LiveBoard {
  line = $state<LineState>('connecting');
  board = $state.raw<Board | null>(null);
  retention = $state.raw<Retention | null>(null);
  rates = $state.raw<Rates>({ at: [], likes: [], comments: [] });
  chosen = $state<string | null>(null);
  refusal = $state('');
  now = $state(Date.now());
  /** When the last board came, by this machine's clock: the server's may differ. */
  heardAt = $state(0);
  #given: string | null;
  #token = '';
  #line: Line | null = null;
  #history = new RateHistory(historySeconds);
  #timers: ReturnType<typeof setInterval>[] = [];

  constructor(location: Location, storage: Storage) {
    const given = tokenFromHash(location.hash);
    if (given !== null) {
      // A reload keeps working, a copied address gives nothing away.
      storage.setItem('studio-token', given);
      history.replaceState(null, '', location.pathname + location.search);
    }
    this.#given = given ?? storage.getItem('studio-token');
  }

  /** Starts or ends with the visibility of the page. */
  show(visible: boolean): void {
    if (visible === (this.#line !== null)) return;
    if (visible) {
      this.#open();
    } else {
      this.#line?.stop();
      this.#line = null;
      this.#timers.forEach(clearInterval);
    }
  }

  choose(episodeId: string): void {
    this.chosen = episodeId;
    this.retention = null;
    void this.#askRetention();
  }

  #open(): void {
    const line = new Line('/hubs/creator', () => this.#newToken(), (state) => {
      if (this.#line === line) this.line = state;
    });
    this.#line = line;
    line.on<Board>('Board', (board) => this.#heard(board));
    line.start(() => void this.#ask(line));
    this.#timers = [setInterval(() => this.#second(), 1000), setInterval(() => void this.#askRetention(), retentionEveryMs)];
  }

  async #newToken(): Promise<string> {
    return (this.#token = this.#given ?? (await developmentToken(demoCreator, ['creator'])));
  }

  async #ask(line: Line): Promise<void> {
    const answer = await line.call<BoardAnswer>('Open', { creatorId: subjectOf(this.#token) ?? demoCreator });
    this.refusal = answer.ok ? '' : (answer.refusal?.message ?? '');
    if (answer.board) this.#heard(answer.board);
  }

  /** Boards come only when something changed: on a connection that is up, no board is the news that nothing did. */
  #second(): void {
    this.now = Date.now();
    if (this.line === 'up') this.#count();
  }

  #count(): void {
    if (this.board === null) return;
    this.#history.add(this.now, this.board.totals);
    this.rates = this.#history.rates();
  }

  #heard(board: Board): void {
    this.board = board;
    this.now = this.heardAt = Date.now();
    this.#count();
    const first = board.episodes[0];
    if (this.chosen === null && first) this.choose(first.episodeId);
  }

  async #askRetention(): Promise<void> {
    const episode = this.chosen;
    if (episode === null) return;
    try {
      const answer = await retention(episode, this.#token);
      if (episode === this.chosen) this.retention = answer;
    } catch {
      // The curve keeps what it had; the next look asks again.
    }
  }
}
