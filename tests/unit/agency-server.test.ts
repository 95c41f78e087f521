/** The door to an agency's server by itself: which addresses it opens for, and that it lets go of what it does not want. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Downloaded, download } from '../../src/platform/agency-server.ts';

const ADDRESS = 'https://bkd.contoh.go.id/pack.json';
const asked: string[] = [];
let answer: () => Response | Promise<Response>;

const read = (address = ADDRESS, signal = new AbortController().signal): Promise<Downloaded> =>
  download(address, 100, 'revalidated', signal);

beforeEach(() => {
  asked.length = 0;
  answer = () => new Response('{}');
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

it.each([
  'http://bkd.contoh.go.id/pack.json',
  'ftp://bkd.contoh.go.id/pack.json',
  'file:///etc/passwd',
  'data:application/json,{}',
  'chrome-extension://gmbojdoegcolfibcmjkffnlhgckhgeea/manifest.json',
  'pack.json',
  '',
])('"%s" is not even asked for', async (address) => {
  expect(await read(address)).toMatchObject({ trouble: 'unreachable' });
  expect(asked).toEqual([]);
});

it('a file of exactly as many bytes as are wanted is read whole', async () => {
  answer = () => new Response('x'.repeat(100));
  expect(await read()).toMatchObject({ bytes: { byteLength: 100 } });
  answer = () => new Response('x'.repeat(101));
  expect(await read()).toMatchObject({ trouble: 'too-large' });
});

describe('an answer that is of no use', () => {
  it.each([301, 404, 410, 500, 503])('HTTP %i: its body is not taken from the network', async (status) => {
    let cancelled = false;
    answer = () =>
      new Response(
        new ReadableStream({
          cancel: () => {
            cancelled = true;
          },
        }),
        { status },
      );
    expect(await read()).toHaveProperty('trouble');
    expect(cancelled).toBe(true);
  });

  it('without a body is an error of the server', async () => {
    answer = () => new Response(null);
    expect(await read()).toMatchObject({ trouble: 'server-error' });
  });

  it('names the address and the status, for administrators', async () => {
    answer = () => new Response('', { status: 503 });
    expect(await read()).toEqual({ trouble: 'server-error', detail: `${ADDRESS}: HTTP 503` });
  });
});
