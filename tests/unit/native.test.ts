/**
 * By which name a content script finds the browser. What it then does there is tested in real browsers.
 *
 * To see it fail: take `browser` before `chrome`, or only one of them (src/platform/native.ts).
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isAlive } from '../../src/platform/native.ts';

const browser = { runtime: { id: 'kita' } };
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, 'browser');
});

describe('the browser in a content script', () => {
  it('is `chrome`, and nobody asks for `browser`, which Chromium would then make anew', () => {
    const ask = vi.fn(() => browser);
    Object.defineProperty(globalThis, 'browser', { configurable: true, get: ask });
    vi.stubGlobal('chrome', browser);
    expect(isAlive()).toBe(true);
    expect(ask).not.toHaveBeenCalled();
  });

  it('is `browser` where that is its only name', () => {
    vi.stubGlobal('browser', browser);
    expect(isAlive()).toBe(true);
  });

  it('is gone when the extension is', () => {
    vi.stubGlobal('chrome', { runtime: {} });
    expect(isAlive()).toBe(false);
    vi.stubGlobal('chrome', {});
    expect(isAlive()).toBe(false);
  });
});
