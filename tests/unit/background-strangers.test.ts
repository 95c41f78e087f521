/** Other extensions are counted in few writes, however many messages they send, and their content goes nowhere. */
import { beforeEach, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => {
  let store: Record<string, unknown> = {};
  let writes = 0;
  type Heard = (message: unknown, sender: { readonly id?: string }) => unknown;
  type Port = { readonly sender?: { readonly id?: string }; disconnect(): void };
  const heard: { message: Heard[]; connect: ((port: Port) => void)[] } = { message: [], connect: [] };
  return {
    heard,
    content: () => store,
    writes: () => writes,
    clear: () => {
      store = {};
      writes = 0;
    },
    local: {
      get: async (key: string) => structuredClone(key in store ? { [key]: store[key] } : {}),
      set: async (change: Record<string, unknown>) => {
        writes += 1;
        Object.assign(store, structuredClone(change));
      },
    },
  };
});

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: { local: fake.local },
    runtime: {
      onMessageExternal: {
        addListener: (listener: (typeof fake.heard.message)[number]) => fake.heard.message.push(listener),
      },
      onConnectExternal: {
        addListener: (listener: (typeof fake.heard.connect)[number]) => fake.heard.connect.push(listener),
      },
    },
  },
}));

const { countStranger, refuseAll } = await import('../../src/background/strangers.ts');
refuseAll();

beforeEach(() => fake.clear());

it('a thousand messages at once are two writes, and each is counted', async () => {
  const all = Array.from({ length: 1_000 }, () => countStranger('satu'));
  await Promise.all(all);
  expect(fake.content().strangers).toMatchObject([{ id: 'satu', times: 1_000 }]);
  expect(fake.writes()).toBeLessThanOrEqual(2);
});

it('no answer is given, no connection stays, and nothing of a message is kept', async () => {
  for (const listener of fake.heard.message)
    expect(listener({ type: 'content:pack-wanted', rahasia: 'isi' }, { id: 'satu' })).toBe(undefined);
  const disconnect = vi.fn();
  for (const listener of fake.heard.connect) listener({ sender: {}, disconnect });
  expect(disconnect).toHaveBeenCalledOnce();
  await countStranger('dua');
  expect(fake.content().strangers).toMatchObject([{ id: 'satu' }, { id: '' }, { id: 'dua' }]);
  expect(JSON.stringify(fake.content())).not.toContain('isi');
});
