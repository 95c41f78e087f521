/**
 * Reads the browser's own trace: what of a page's main thread was spent in the extension's scripts. Times in ms.
 */
import type { Page } from 'puppeteer-core';

/** As much of a trace event as is read here; `ts` and `dur` in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** CPU time of the thread, µs: at its start since the thread's own, and within it. */
  readonly tts?: number;
  readonly tdur?: number;
  readonly args?: {
    readonly data?: { readonly url?: string; readonly type?: string };
    readonly fileName?: string;
  };
}

const CATEGORIES = ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile', 'blink.user_timing'];

/** A stretch of the main thread. */
export interface Span {
  readonly name: string;
  /** ms, on the trace's own clock. */
  readonly start: number;
  readonly end: number;
  /** The thread's own clock at its start, ms: it stands still while another program has the processor. */
  readonly cpuStart: number;
  /** CPU time of the thread within it, ms: what it cost, whoever else wanted the processor meanwhile. */
  readonly cpu: number;
}

/** A stretch in a script of ours. */
export interface OwnSpan extends Span {
  readonly url: string;
  /** Of `cpu`, what the browser took to bring the page's style and layout up to date because a call of ours asked. */
  readonly layout: number;
}

export interface Trace {
  /** Outermost stretches in which a script of ours was compiled, evaluated or called. */
  readonly ours: readonly OwnSpan[];
  /** Events as they were delivered, by type. */
  readonly dispatches: readonly (Span & { readonly type: string })[];
  /** Marks set with `performance.mark`. */
  readonly marks: readonly Span[];
}

const LAYOUT = new Set(['UpdateLayoutTree', 'Layout']);
const OURS = new Set(['v8.compile', 'EvaluateScript', 'FunctionCall', 'v8.run', 'V8.CompileCode']);

/** Without those that lie within another. */
const outermost = (spans: readonly Span[]): Span[] => {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (span.start >= (kept.at(-1)?.end ?? Number.NEGATIVE_INFINITY)) kept.push(span);
  return kept;
};

const spanOf = ({ name, ts, tts = ts, dur = 0, tdur = dur }: TraceEvent): Span => ({
  name,
  start: ts / 1000,
  end: (ts + dur) / 1000,
  cpuStart: tts / 1000,
  cpu: tdur / 1000,
});
const urlOf = ({ args }: TraceEvent): string => args?.data?.url ?? args?.fileName ?? '';
const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
/** What encloses others stands before them. */
const inOrder = (events: readonly TraceEvent[]): TraceEvent[] =>
  events.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));

const eventsOf = async (
  page: Page,
  categories: string[],
  work: () => Promise<void>,
): Promise<readonly TraceEvent[]> => {
  await page.tracing.start({ categories });
  await work();
  const bytes = await page.tracing.stop();
  return (JSON.parse(new TextDecoder().decode(bytes)) as { traceEvents: TraceEvent[] }).traceEvents;
};

/** Traces what happens in `work`. */
export const traced = async (page: Page, origin: string, work: () => Promise<void>): Promise<Trace> => {
  const traceEvents = await eventsOf(page, CATEGORIES, work);
  const ours: OwnSpan[] = [];
  const layouts = outermost(traceEvents.filter(({ ph, name }) => ph === 'X' && LAYOUT.has(name)).map(spanOf));
  const ends = new Map<string, number>();
  for (const event of inOrder(traceEvents)) {
    const url = urlOf(event);
    if (event.ph !== 'X' || !OURS.has(event.name) || !url.startsWith(origin)) continue;
    const span = spanOf(event);
    const thread = threadOf(event);
    if (span.start < (ends.get(thread) ?? 0)) continue;
    ends.set(thread, span.end);
    const inside = layouts.filter((one) => one.start >= span.start && one.end <= span.end);
    ours.push({ ...span, url, layout: total(inside) });
  }
  return {
    // The worker's scripts have a process of their own and weigh on no page.
    ours: ours.filter(({ url }) => url.includes('.iife')),
    dispatches: traceEvents
      .filter(({ name, ph }) => name === 'EventDispatch' && ph === 'X')
      .map((event) => ({ ...spanOf(event), type: event.args?.data?.type ?? '' })),
    marks: traceEvents.filter(({ ph, name }) => 'IR'.includes(ph) && name.startsWith('jn-')).map(spanOf),
  };
};

/** A task of more than 50 ms, and what of it is ours; ms by the clock on the wall. */
export interface LongTask {
  readonly ms: number;
  readonly ours: number;
}

/** What a page's main thread did. */
export interface MainThread {
  /**
   * CPU time in ms by kind of work, without what lies within it and is of another kind. Calls into our own script are a
   * kind of their own, as is the delivery of each type of event.
   */
  readonly kinds: ReadonlyMap<string, number>;
  /** Tasks of more than 50 ms by the clock on the wall. */
  readonly long: number;
  /** Those of them that would have taken 50 ms or less without what is ours in them. */
  readonly longThroughUs: readonly LongTask[];
}

/** A task that takes longer than this, in ms, is a long one to the browser. */
const LONG_MS = 50;
const TASK = 'ThreadControllerImpl::RunTask';

/** Traces what the page's main thread does in `work`. */
export const tracedMain = async (
  page: Page,
  origin: string,
  work: () => Promise<void>,
): Promise<MainThread> => {
  const traceEvents = await eventsOf(page, [...CATEGORIES, 'toplevel'], work);
  const spans = traceEvents.filter(({ ph, tdur }) => ph === 'X' && tdur !== undefined);
  // Of all threads the page's is the one that calls scripts most.
  const called = new Map<string, number>();
  for (const event of spans)
    if (event.name === 'FunctionCall')
      called.set(threadOf(event), (called.get(threadOf(event)) ?? 0) + (event.tdur ?? 0));
  const [main] = [...called].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const kinds = new Map<string, number>();
  const add = (kind: string, ms: number) => kinds.set(kind, (kinds.get(kind) ?? 0) + ms);
  const around: (Span & { readonly kind: string })[] = [];
  const tasks: Span[] = [];
  const ours: Span[] = [];
  for (const event of inOrder(spans.filter((one) => threadOf(one) === main))) {
    const span = spanOf(event);
    while ((around.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= span.start) around.pop();
    const outer = around.at(-1);
    if (outer) add(outer.kind, -span.cpu);
    const delivered = event.name === 'EventDispatch' ? ` ${event.args?.data?.type}` : '';
    const isOurs = urlOf(event).startsWith(origin);
    const kind = `${event.name}${delivered}${isOurs ? ', ours' : ''}`;
    add(kind, span.cpu);
    around.push({ ...span, kind });
    if (event.name === TASK) tasks.push(span);
    if (isOurs) ours.push(span);
  }
  const wall = ({ start, end }: Span): number => end - start;
  const long = outermost(tasks).filter((task) => wall(task) > LONG_MS);
  const calls = outermost(ours);
  const oursIn = (task: Span): number =>
    calls
      .filter(({ start, end }) => start >= task.start && end <= task.end)
      .reduce((sum, call) => sum + wall(call), 0);
  return {
    kinds,
    long: long.length,
    longThroughUs: long
      .map((task) => ({ ms: wall(task), ours: oursIn(task) }))
      .filter(({ ms, ours: own }) => ms - own <= LONG_MS),
  };
};

/** CPU time in all of some spans together, ms. */
export const total = (spans: readonly Span[]): number => spans.reduce((sum, { cpu }) => sum + cpu, 0);
