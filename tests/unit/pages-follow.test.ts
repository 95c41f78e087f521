// @vitest-environment jsdom
/** How pages follow what is stored, and what they say of what a press did to it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { doing } from '../../src/pages/shared/doing.ts';
import { follow } from '../../src/pages/shared/follow.ts';
import { translator } from '../../src/platform/i18n.ts';

const heard: (() => void)[] = [];
vi.mock('../../src/platform/storage.ts', () => ({
  onChange: (listener: () => void) => heard.push(listener),
}));
const somethingChanged = () => {
  for (const listener of heard) listener();
};

/** Readings that end when the test says so. */
const readings = () => {
  const open: { end(found: string): void; fail(problem: Error): void }[] = [];
  return {
    open,
    read: () => new Promise<string>((end, fail) => open.push({ end, fail })),
  };
};
const settled = () => new Promise((done) => setTimeout(done, 0));
const en = translator('en');

beforeEach(() => {
  heard.length = 0;
  document.body.replaceChildren();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

describe('a page that follows what is stored', () => {
  it('shows it at once, and after every change', async () => {
    const shown: number[] = [];
    let stored = 1;
    follow({ read: async () => stored, show: (found) => shown.push(found) });
    await settled();
    stored = 2;
    somethingChanged();
    await settled();
    expect(shown).toEqual([1, 2]);
  });

  it('does not show what a later reading has overtaken', async () => {
    const { open, read } = readings();
    const shown: string[] = [];
    follow({ read, show: (found) => shown.push(found) });
    somethingChanged();
    open[1]?.end('new');
    await settled();
    open[0]?.end('old');
    await settled();
    expect(shown).toEqual(['new']);
  });

  it('says in its place that nothing could be read', async () => {
    const place = document.createElement('div');
    document.body.append(place);
    follow({ read: () => Promise.reject(new Error('no storage')), show: () => undefined, place });
    await settled();
    expect(place.querySelector('[role="alert"]')?.textContent).toBe(en('common_read_error'));
    expect(document.documentElement.lang).toBe('en');
  });

  it('stays as it is when a later reading fails', async () => {
    const { open, read } = readings();
    follow({ read, show: (found) => document.body.append(found) });
    open[0]?.end('content');
    await settled();
    somethingChanged();
    open[1]?.fail(new Error('no storage'));
    await settled();
    expect(document.body.textContent).toBe('content');
  });

  it('tells whoever asked for a reading that it failed', async () => {
    const again = follow({ read: () => Promise.reject(new Error('no storage')), show: () => undefined });
    await expect(again()).rejects.toThrow('no storage');
  });
});

describe('a press', () => {
  it('is done, then shown, then said, in the language that is shown then', async () => {
    const steps: string[] = [];
    let language: 'id' | 'en' = 'id';
    const run = doing({
      again: async () => {
        steps.push('shown');
        language = 'en';
      },
      say: (text) => steps.push(text),
      t: () => translator(language),
    });
    await run(async () => steps.push('done'), 'common_save_done');
    expect(steps).toEqual(['done', 'shown', en('common_save_done')]);
  });

  it('that could not be saved is said, and the page goes back to what is stored', async () => {
    const again = vi.fn(async () => undefined);
    const said: string[] = [];
    const run = doing({ again, say: (text) => said.push(text), t: () => en });
    await run(() => Promise.reject(new Error('full')), 'common_save_done');
    expect(said).toEqual([en('common_error')]);
    expect(again).toHaveBeenCalledOnce();
  });
});
