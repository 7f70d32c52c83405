import { language } from '../language/tongue.svelte';
import { developmentToken, givenToken } from '../wire/identity';
import { ask, Refused } from '../wire/rest';
import type { Rest } from '../wire/types';
import { byLabel, parse, quantile, rate, total, type Series } from './metrics';
import { verdict } from './verdict';
import { say } from './words';

const tokenKey = 'ops-token';
const everyMs = 2000;
const answerMax = 4_000_000;
const append = 'interactions_journal_append_duration_seconds';

/** What an operator looks at, read every two seconds while he looks, and never while the page is hidden. */
export class Watch {
  series = $state.raw<Series[]>([]);
  overview = $state.raw<Rest['GatewayOverview'] | null>(null);
  ready = $state('');
  failed = $state('');
  heardAt = $state(0);
  now = $state(Date.now());
  /** Why the operator's part is missing, or empty. */
  notice = $state('');
  /** The token is good no more: nothing is asked until the page is opened anew. */
  ended = $state(false);
  #before: Series[] = [];
  #seconds = 0;
  #token = '';
  #given: string | null;
  readonly #storage: Storage;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(location: Location, storage: Storage) {
    this.#storage = storage;
    this.#given = givenToken(location, storage, tokenKey);
  }

  show(visible: boolean): void {
    clearInterval(this.#timer);
    if (!visible || this.ended) return;
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  get verdict() {
    return verdict({
      ready: this.ready,
      failed: this.failed,
      draining: this.overview?.draining ?? false,
      connections: this.overview?.connections ?? 0,
      storageP99: this.storage(0.99),
      busy: this.perSecond('interactions_operations_total', /refusal="busy"/),
      skipped: this.perSecond('interactions_pulse_skipped_total'),
      shed: this.perSecond('interactions_connections_shed_total', /reason="slow"/),
      drift: this.value('interactions_audit_drift_total'),
      gcShare: this.perSecond('dotnet_gc_pause_time_seconds_total'),
    });
  }

  perSecond(name: string | RegExp, labels?: RegExp): number {
    return this.#before.length === 0 ? 0 : rate(this.#before, this.series, this.#seconds, name, labels);
  }

  value(name: string | RegExp, labels?: RegExp): number {
    return total(this.series, name, labels) ?? 0;
  }

  /** Seconds that durable writes took since the last look; over all time when there were none. */
  storage(share: number): number | null {
    return quantile(this.#before, this.series, append, share) ?? quantile([], this.series, append, share);
  }

  quantileOf(name: string, share: number): number | null {
    return quantile([], this.series, name, share);
  }

  dropped(): [string, number][] {
    const words = say().dropped;
    return [
      ...byLabel(this.series, 'interactions_pulse_skipped_total', 'reason').map(([why, n]): [string, number] => [words.skipped + why, n]),
      ...byLabel(this.series, 'interactions_connections_shed_total', 'reason').map(([why, n]): [string, number] => [words.shed + why, n]),
      ...byLabel(this.series, 'interactions_connections_refused_total', 'cap').map(([why, n]): [string, number] => [words.capped + why, n]),
      ...byLabel(this.series, 'interactions_operations_total', 'refusal').filter(([why]) => why !== 'none')
        .map(([why, n]): [string, number] => [words.refused + why, n]),
      ...([[words.pulses, this.value('interactions_pulse_dropped_total')]] as [string, number][]).filter(([, n]) => n > 0),
    ];
  }

  async drain(): Promise<void> {
    await this.#operate(() => ask('/api/ops/gateway/drain', this.#token, {}));
    await this.#look();
  }

  /** Opens Orleans' own dashboard: following a link shows no token, so a cookie lets the operator in. */
  async openDashboard(): Promise<void> {
    await this.#operate(async () => {
      await ask('/api/ops/dashboard', this.#token, {});
      location.assign('/ops/orleans/');
    });
  }

  async #look(): Promise<void> {
    this.now = Date.now();
    try {
      if (this.#token === '') this.#token = this.#given ?? (await developmentToken('demo-ops', ['ops']));
      const [ready, metrics] = await Promise.all([this.#text('/healthz/ready'), this.#text('/metrics')]);
      this.#before = this.series;
      const heardAt = Date.now();
      this.#seconds = this.heardAt === 0 ? 0 : (heardAt - this.heardAt) / 1000;
      [this.ready, this.series, this.failed] = [ready.slice(0, 200), parse(metrics), ''];
      this.now = this.heardAt = heardAt;
    } catch (error) {
      if (error instanceof Refused) return this.#signedOut();
      this.failed = error instanceof Error ? error.message : 'no answer';
      return;
    }
    await this.#operate(async () => (this.overview = await ask<Rest['GatewayOverview']>('/api/ops/gateway', this.#token)));
  }

  async #operate(what: () => Promise<unknown>): Promise<void> {
    try {
      await what();
      this.notice = '';
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return this.#signedOut();
      this.notice = error instanceof Error ? error.message : '';
    }
  }

  /** Asking on would be refused on and on, and a reload must not try the link's token again. */
  #signedOut(): void {
    this.ended = true;
    this.#storage.removeItem(tokenKey);
    this.show(false);
    this.notice = language.words.signedOut;
  }

  async #text(path: string): Promise<string> {
    const headers: HeadersInit = this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` };
    const response = await fetch(path, { headers, signal: AbortSignal.timeout(5000), cache: 'no-store' });
    if (response.status === 401) throw new Refused(response.status, path);
    return (await response.text()).slice(0, answerMax);
  }
}
