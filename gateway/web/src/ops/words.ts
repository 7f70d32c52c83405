import { language } from '../language/tongue.svelte';

/** What the operator's page says, in English. Every other language has the same keys, and the compiler sees to it. */
export const english = {
  noData: 'no data yet', data: (age: string) => `data: ${age}`, now: 'Right now',
  asking: 'Asking…', silent: (why: string) => `This gateway does not answer: ${why}.`, draining: (left: number) => `Draining: ${left} connections are left.`,
  notReady: (state: string) => `Not ready: ${state}.`,
  busy: (rate: string) => `Viewers are told "busy" ${rate} times a second: too much to do, or no storage.`,
  slowStorage: (seconds: number) => `Storage is slow: 1 of 100 writes takes ${seconds} s or more.`, collector: (percent: string) => `The collector holds the gateway ${percent} % of the time.`,
  drift: 'Counters of an episode differ from its facts: the log says which.',
  shed: 'Clients that do not keep up are being disconnected.', skipped: 'All is well but for some slow clients, whose frames are skipped.',
  well: 'All is well: this gateway takes traffic.',
  cards: {
    connections: ['Hub connections', 'open now'], operations: ['Operations in', 'answered'], frames: ['Frames out', 'with pulses'],
    waiting: ['Waiting', 'operations, for their episode'], storage: ['Storage write', 'p99 of the last looks'], collector: ['Collector', 'of the time at rest'],
    memory: ['Memory', 'working set'], slow: ['Slow clients', 'frames skipped'],
  } as Record<CardName, [string, string]>,
  hottest: 'Hottest episodes here', nobody: 'Nobody watches at this gateway.', left: 'Left out, closed, refused since the start', nothing: 'Nothing.',
  dropped: {
    skipped: 'frames skipped: ', shed: 'connections closed: ', capped: 'connections refused: ', refused: 'operations refused: ', pulses: 'pulses dropped',
  },
  latency: 'Latency, p50 · p95 · p99', write: 'Durable write', recovery: 'Recovery of an episode', fanOut: 'Fan-out', beyond: '> all',
  gateway: 'This gateway', more: 'More', metrics: 'Metrics', api: 'API reference', readiness: 'Readiness', liveness: 'Liveness', moderation: 'Moderation', studio: 'Studio',
  dashboard: 'Orleans dashboard', figures: "All of the product's figures",
  isDraining: 'It is draining: stop the process when nobody is left.', drain: 'Drain this gateway…', drainIt: 'Drain it', no: 'No',
  drainWhat: 'Every client is told to go to another gateway, and this one takes nobody new until it is started again.',
};

export type CardName = 'connections' | 'operations' | 'frames' | 'waiting' | 'storage' | 'collector' | 'memory' | 'slow';
export type Words = typeof english;

export const chinese: Words = {
  noData: '暂无数据', data: (age) => `数据：${age}`, now: '实时',
  asking: '正在查询…', silent: (why) => `网关没有回应：${why}。`, draining: (left) => `正在排空：还剩 ${left} 个连接。`,
  notReady: (state) => `未就绪：${state}。`, busy: (rate) => `每秒有 ${rate} 次请求被告知“繁忙”：负载过高，或存储不可用。`,
  slowStorage: (seconds) => `存储缓慢：1% 的写入需要 ${seconds} 秒或更久。`, collector: (percent) => `垃圾回收占用了 ${percent}% 的时间。`,
  drift: '有剧集的计数与事实不符：请查看日志。',
  shed: '正在断开跟不上的客户端。', skipped: '一切正常，只有少数慢客户端被跳过了画面。', well: '一切正常：网关正在服务。',
  cards: {
    connections: ['长连接', '当前'], operations: ['操作', '已回应'], frames: ['发出帧', '含弹幕与计数'], waiting: ['排队', '等待写入的操作'],
    storage: ['存储写入', '最近的 p99'], collector: ['垃圾回收', '停顿占比'], memory: ['内存', '工作集'], slow: ['慢客户端', '跳过的帧'],
  },
  hottest: '本网关最热剧集', nobody: '本网关没有观众。', left: '启动以来的丢弃、断开与拒绝', nothing: '没有。',
  dropped: { skipped: '跳过的帧：', shed: '断开的连接：', capped: '拒绝的连接：', refused: '拒绝的操作：', pulses: '丢弃的推送' },
  latency: '延迟 p50 · p95 · p99', write: '持久写入', recovery: '剧集恢复', fanOut: '扇出', beyond: '超出刻度',
  gateway: '本网关', more: '更多', metrics: '指标', api: 'API 文档', readiness: '就绪', liveness: '存活', moderation: '审核', studio: '工作室',
  dashboard: 'Orleans 面板', figures: '全部产品指标',
  isDraining: '正在排空：没有人时即可停止进程。', drain: '排空本网关…', drainIt: '确认排空', no: '取消',
  drainWhat: '所有客户端会被告知换到其他网关，重启之前本网关不再接受新连接。',
};

export const say = (): Words => language.pick(english, chinese);
