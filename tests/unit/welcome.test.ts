/** The welcome page opens once, to whoever installed the extension, and where an agency did, as its policy says. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settleWelcome, welcomeNewcomer } from '../../src/background/welcome.ts';

const fake = vi.hoisted(() => ({
  by: 'person' as 'admin' | 'development' | 'person',
  isDue: false,
  opened: [] as string[],
}));
vi.mock('../../src/platform/welcome.ts', () => ({
  installedBy: async () => fake.by,
  isWelcomeDue: async () => fake.isDue,
  noteWelcomeDue: async (isDue: boolean) => {
    fake.isDue = isDue;
  },
  openPage: async (path: string) => {
    fake.opened.push(path);
  },
}));

beforeEach(() => {
  fake.by = 'person';
  fake.isDue = false;
  fake.opened = [];
});

describe('the welcome page', () => {
  it('opens once for a person who installed the extension', async () => {
    await welcomeNewcomer();
    await settleWelcome(undefined);
    expect(fake.opened).toEqual(['src/pages/welcome/index.html']);
  });

  it('never opens by itself for whoever loads the extension from a folder', async () => {
    fake.by = 'development';
    await welcomeNewcomer();
    await settleWelcome(undefined);
    expect(fake.opened).toEqual([]);
  });

  it.each([
    [true, 1],
    [undefined, 1],
    [false, 0],
  ])('waits for an agency’s policy, and does as it says (%s)', async (wanted, times) => {
    fake.by = 'admin';
    await welcomeNewcomer();
    expect(fake.opened).toEqual([]);
    await Promise.all([settleWelcome(wanted), settleWelcome(wanted)]);
    expect(fake.opened).toHaveLength(times);
    expect(fake.isDue).toBe(false);
  });

  it('does not open where nobody has just installed anything', async () => {
    await settleWelcome(true);
    expect(fake.opened).toEqual([]);
  });
});
