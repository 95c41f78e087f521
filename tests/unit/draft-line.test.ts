/**
 * @vitest-environment jsdom
 *
 * What the browser tests cannot see of the line beside a composer: how it is announced, and that it keeps no watch
 * on a page whose composer is gone.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftLine } from '../../src/guard/draft-line.ts';
import type { Knowledge } from '../../src/guard/state.ts';
import type { DraftOutlook } from '../../src/guard/surface.ts';

const KNOWLEDGE = { language: 'id' } as Knowledge;
const HELD = { level: 'dilarang' } as unknown as DraftOutlook['verdict'];

let held: boolean;
let silent: boolean;
let words: string;
let looks: number;
let stop: AbortController;
let line: DraftLine;

const editor = () => document.querySelector('textarea') as HTMLTextAreaElement;
const shown = () => document.querySelector('[role="status"]');
/** Everything that is due: the look, and a few frames. */
const settle = () => vi.advanceTimersByTimeAsync(400);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestIdleCallback', (call: () => void) => setTimeout(call));
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call, 16));
  HTMLElement.prototype.showPopover = () => undefined;
  Element.prototype.getBoundingClientRect = () => new DOMRect(10, 10, 300, 60);
  document.body.innerHTML = '<form><textarea></textarea><button>Kirim</button></form>';
  [held, silent, words, looks] = [true, false, 'Menyangkut A', 0];
  stop = new AbortController();
  line = new DraftLine({
    outlook: (at) => {
      looks += 1;
      const control = document.querySelector('button');
      return control && { control, verdict: held && at === editor() ? HELD : null, knowledge: KNOWLEDGE };
    },
    words: () => words,
    show: (element) => document.documentElement.append(element),
    isSilent: () => silent,
  });
  line.start(stop.signal);
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const touch = async () => {
  editor().dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await settle();
};

describe('the line beside a composer', () => {
  it('is announced politely once for a draft, and again only when it says something else', async () => {
    await touch();
    expect(shown()?.textContent).toBe('Menyangkut A');
    expect(shown()?.getAttribute('aria-live')).toBe('polite');
    held = false;
    await touch();
    expect(shown()).toBeNull();
    held = true;
    await touch();
    expect(shown()?.textContent).toBe('Menyangkut A');
    expect(shown()?.getAttribute('aria-live')).toBe('off');
    held = false;
    await touch();
    [held, words] = [true, 'Menyangkut B'];
    await touch();
    expect(shown()?.getAttribute('aria-live')).toBe('polite');
  });

  it('stands there empty before it speaks', async () => {
    const seen: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) if (node instanceof HTMLElement) seen.push(node.textContent ?? '');
    });
    observer.observe(document.documentElement, { childList: true });
    await touch();
    observer.disconnect();
    expect(seen).toEqual(['']);
  });

  it('is silent while a warning speaks, and does not repeat itself after it', async () => {
    await touch();
    silent = true;
    await settle();
    expect((shown() as HTMLElement).style.visibility).toBe('hidden');
    silent = false;
    await settle();
    expect((shown() as HTMLElement).style.visibility).toBe('visible');
    expect(shown()?.getAttribute('aria-live')).toBe('off');
  });

  it('looks once for many changes, and not at all when nothing changes', async () => {
    for (let at = 0; at < 50; at += 1)
      editor().dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await settle();
    expect(looks).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks).toBe(1);
  });

  it('hears what a site’s editor does without an event', async () => {
    await touch();
    held = false;
    document.querySelector('form')?.append(document.createElement('img'));
    await settle();
    expect(shown()).toBeNull();
  });

  it('goes with its composer, and the page is then left alone', async () => {
    await touch();
    const form = document.querySelector('form');
    form?.remove();
    await settle();
    expect(shown()).toBeNull();
    const before = looks;
    form?.append('kata');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(looks).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes when the guard steps aside', async () => {
    await touch();
    stop.abort();
    await settle();
    expect(shown()).toBeNull();
    await touch();
    expect(shown()).toBeNull();
  });
});
