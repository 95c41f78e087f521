/**
 * The rules of deploy/updates.conf, asked of a real nginx: types, validators, ranges, what is refused, and that
 * nobody is written down. Then the whole of deploy/nginx.conf, with its places moved to a folder of ours.
 *
 * To see it fail: let @missing go without its own Cache-Control in deploy/updates.conf, or take `error_log` away there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestOptions, request } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type Served, serveFolder } from '../../scripts/serve/nginx.ts';
import { ROOT, until } from './engine.ts';

const home = mkdtempSync(join(tmpdir(), 'jaga-netral-server-'));
const folder = join(home, 'a "folder" with $odd {signs}; and spaces');
const CRX = 'jaga-netral-1.2.0-chromium.crx';
const PACK = JSON.stringify({ id: 'contoh', filling: Array.from({ length: 400 }, (_, at) => `nama ${at}`) });
const FILES: Readonly<Record<string, string>> = {
  [CRX]: 'Cr24 and more',
  'jaga-netral-1.2.0-firefox.xpi': 'PK and more',
  'jaga-netral-1.2.0-chromium.zip': 'PK and more',
  'jaga-netral-1.2.0.cdx.json': '{"bomFormat":"CycloneDX"}',
  'updates.xml': '<gupdate/>',
  'updates.json': '{"addons":{}}',
  'pack.json': PACK,
  'pack.json.sig': 'ed25519 0123 abcd',
  SHA256SUMS: '0123  updates.xml',
  '.htpasswd': 'secret',
  'signing.pem': 'secret',
  'tls.key': 'secret',
};

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

let server: Served;

/** Asks as written: `fetch` would tidy the path and unpack the body. */
const askAt = (
  origin: string,
  path: string,
  options: RequestOptions & { readonly rejectUnauthorized?: boolean } = {},
): Promise<Answer> =>
  new Promise((done, failed) => {
    const { protocol, hostname, port } = new URL(origin);
    const send = protocol === 'https:' ? requestSecurely : request;
    send({ hostname, port, path, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
      response.on('error', failed);
    })
      .on('error', failed)
      .end();
  });

const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  askAt(server.origin, path, { headers, method });

beforeAll(async () => {
  mkdirSync(join(folder, 'bagian'), { recursive: true });
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'bagian/updates.xml'), '<gupdate/>');
  server = await serveFolder(folder);
});
afterAll(async () => {
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('a file is served', () => {
  const YEAR = 'public, max-age=31536000, immutable';
  it.each([
    [CRX, 'application/x-chrome-extension', YEAR],
    ['jaga-netral-1.2.0-firefox.xpi', 'application/x-xpinstall', YEAR],
    ['jaga-netral-1.2.0-chromium.zip', 'application/zip', YEAR],
    ['jaga-netral-1.2.0.cdx.json', 'application/json', YEAR],
    ['updates.xml', 'text/xml', 'public, max-age=300'],
    ['updates.json', 'application/json', 'public, max-age=300'],
    ['pack.json', 'application/json', 'public, max-age=60'],
    ['pack.json.sig', 'text/plain', 'public, max-age=60'],
    ['SHA256SUMS', 'text/plain', 'no-cache'],
    ['bagian/updates.xml', 'text/xml', 'public, max-age=300'],
  ])('%s as %s, kept for: %s', async (path, type, caching) => {
    const { status, headers, body } = await ask(`/${path}`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(headers['cache-control']).toBe(caching);
    expect(body.toString()).toBe(FILES[path] ?? '<gupdate/>');
  });

  it.each(Object.keys(FILES).filter((name) => /^[^.].*(crx|xpi|xml|json|sig)$/.test(name)))(
    '%s with the headers that keep a browser from making more of it, and without those that tell of us',
    async (name) => {
      const { headers } = await ask(`/${name}`);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers.server).toBe('nginx');
      expect(headers['set-cookie']).toBeUndefined();
    },
  );
});

describe('what a browser has already', () => {
  it.each(['updates.xml', 'pack.json', 'pack.json.sig', CRX])(
    'is not sent again: %s by its ETag',
    async (name) => {
      const { headers } = await ask(`/${name}`);
      const etag = String(headers.etag);
      expect(etag).toMatch(/^"[\da-f]+-[\da-f]+"$/);
      const again = await ask(`/${name}`, { 'If-None-Match': etag });
      expect(again.status).toBe(304);
      expect(again.body).toHaveLength(0);
      expect(again.headers.etag).toBe(etag);
      expect(again.headers['cache-control']).toBe(headers['cache-control']);
    },
  );

  it('is sent again once it has changed, under another ETag', async () => {
    const before = await ask('/updates.json');
    writeFileSync(join(folder, 'updates.json'), '{"addons":{"other":{}}}');
    const after = await ask('/updates.json', { 'If-None-Match': String(before.headers.etag) });
    expect(after.status).toBe(200);
    expect(after.body.toString()).toBe('{"addons":{"other":{}}}');
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  it('can be a packed answer: its weaker ETag counts as well', async () => {
    const packed = await ask('/pack.json', { 'Accept-Encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary).toBe('Accept-Encoding');
    expect(packed.body.length).toBeLessThan(PACK.length / 2);
    expect(gunzipSync(packed.body).toString()).toBe(PACK);
    const etag = String(packed.headers.etag);
    expect(etag).toMatch(/^W\//);
    expect((await ask('/pack.json', { 'Accept-Encoding': 'gzip', 'If-None-Match': etag })).status).toBe(304);
  });

  it('can be half of a package: the rest is sent', async () => {
    const rest = await ask(`/${CRX}`, { Range: 'bytes=5-' });
    expect(rest.status).toBe(206);
    expect(rest.headers['content-range']).toBe('bytes 5-12/13');
    expect(rest.body.toString()).toBe('and more');
    expect((await ask(`/${CRX}`, { Range: 'bytes=99-' })).status).toBe(416);
  });
});

describe('a pack asked for by a page or worker of another origin', () => {
  it('may be read, with its ETag', async () => {
    const { headers } = await ask('/pack.json', {
      Origin: 'chrome-extension://gmbojdoegcolfibcmjkffnlhgckhgeea',
    });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-expose-headers']).toBe('ETag');
  });

  it('may be asked for with If-None-Match', async () => {
    const { status, headers } = await ask(
      '/pack.json',
      {
        Origin: 'null',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'if-none-match',
      },
      'OPTIONS',
    );
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-headers']).toBe('If-None-Match');
  });
});

describe('no more than the files is given away', () => {
  it.each([
    ['a missing file', '/jaga-netral-9.9.9-chromium.crx'],
    ['a folder', '/'],
    ['a folder below', '/bagian/'],
    ['a hidden file', '/.htpasswd'],
    ['a private key', '/signing.pem'],
    ['a server’s key', '/tls.key'],
  ])('%s is a short 404 that no cache keeps', async (_, path) => {
    const { status, headers, body } = await ask(path);
    expect(status).toBe(404);
    expect(body.toString()).toBe('404\n');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(['/../nginx.conf', '/%2e%2e/nginx.conf', '/bagian/../../nginx.conf'])(
    'nothing above the folder: %s',
    async (path) => {
      const { status, body } = await ask(path);
      expect([400, 404]).toContain(status);
      expect(body.toString()).not.toContain('worker_processes');
    },
  );

  it.each(['POST', 'PUT', 'DELETE'])('%s is refused', async (method) => {
    expect((await ask('/pack.json', {}, method)).status).toBe(405);
    expect(readFileSync(join(folder, 'pack.json'), 'utf8')).toBe(PACK);
  });
});

it('nobody who asked is written down, whatever they asked for', async () => {
  for (const path of ['/updates.xml', '/missing', '/', '/.htpasswd', '/%2e%2e/nginx.conf']) await ask(path);
  await ask('/pack.json', {}, 'POST');
  expect(server.said()).toBe('');
});

const command = (...args: string[]) =>
  spawn('node_modules/.bin/tsx', ['scripts/serve-updates.ts', ...args], { cwd: ROOT });

describe('npm run serve:updates', () => {
  const privateFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('jaga-netral-nginx-'));

  it('serves until it is told to end, and leaves nothing behind', async () => {
    const before = privateFolders();
    const port = String(await freePort());
    const running = command('--port', port, folder);
    let said = '';
    for (const stream of [running.stdout, running.stderr])
      stream.on('data', (part: Buffer) => {
        said += part.toString();
      });
    const ended = new Promise<number | null>((done) => running.once('exit', (code) => done(code)));
    await until('the server to be there', async () => said.includes('Ctrl-C ends it.'), 30_000);
    expect(said).toContain(`http://127.0.0.1:${port}/updates.xml`);
    expect((await fetch(`http://127.0.0.1:${port}/updates.xml`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/missing`)).status).toBe(404);
    const own = privateFolders().filter((name) => !before.includes(name));
    expect(own).toHaveLength(1);
    const kept = readdirSync(join(tmpdir(), ...own), { recursive: true }).map(String);
    expect(kept).toContain('nginx.pid');
    expect(kept.filter((name) => name.endsWith('.log'))).toEqual([]);
    running.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said.trimEnd().endsWith('Ctrl-C ends it.')).toBe(true);
    expect(privateFolders()).toEqual(before);
    await expect(fetch(`http://127.0.0.1:${port}/updates.xml`)).rejects.toThrow();
  });

  const failing = async (...args: string[]) => {
    const running = command(...args);
    let said = '';
    running.stderr.on('data', (part: Buffer) => {
      said += part.toString();
    });
    const status = await new Promise<number | null>((done) => running.once('close', (code) => done(code)));
    return { status, said };
  };

  it('says so when the port is in use', async () => {
    const { port } = new URL(server.origin);
    const { status, said } = await failing('--port', port, folder);
    expect(said).toContain(`Port ${port} is in use`);
    expect(status).toBe(1);
  });

  it('says so when the folder is missing', async () => {
    const { status, said } = await failing(join(home, 'nowhere'));
    expect(said).toMatch(/nowhere: there is no such folder.*npm run package/);
    expect(status).toBe(1);
  });
});

describe('deploy/nginx.conf', () => {
  const nginx = () => {
    const known: unknown = JSON.parse(readFileSync(join(ROOT, 'node_modules/.cache/browsers.json'), 'utf8'));
    return (known as { readonly nginx: string }).nginx;
  };
  /** The file with its places moved below a folder of ours; each must be there to be moved. */
  const moved = (text: string, places: Readonly<Record<string, string>>): string =>
    Object.entries(places).reduce((changed, [from, to]) => {
      if (!changed.includes(from)) throw new Error(`deploy/nginx.conf does not name ${from} any more.`);
      return changed.replaceAll(from, to);
    }, text);

  it('is taken by nginx, and serves by https with the same headers and one more', async () => {
    const place = join(home, 'whole');
    mkdirSync(join(place, 'run'), { recursive: true });
    const made = spawnSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=127.0.0.1',
        '-keyout',
        join(place, 'own-key'),
        '-out',
        join(place, 'own-certificate'),
      ],
      { encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr}`);
    cpSync(join(ROOT, 'deploy/updates.conf'), join(place, 'updates.conf'));
    const plainPort = await freePort();
    const securePort = await freePort();
    writeFileSync(
      join(place, 'nginx.conf'),
      moved(readFileSync(join(ROOT, 'deploy/nginx.conf'), 'utf8'), {
        '/run/jaga-netral-updates': join(place, 'run'),
        '/run/credentials/jaga-netral-updates.service/tls.crt': join(place, 'own-certificate'),
        '/run/credentials/jaga-netral-updates.service/tls.key': join(place, 'own-key'),
        '/etc/jaga-netral/updates.conf': join(place, 'updates.conf'),
        'root /srv/jaga-netral;': `root ${place};`,
        'listen 80;': `listen 127.0.0.1:${plainPort};`,
        'listen [::]:80;': '',
        'listen 443 ssl http2;': `listen 127.0.0.1:${securePort} ssl http2;`,
        'listen [::]:443 ssl http2;': '',
        'worker_processes auto;': `worker_processes 1; ${process.getuid?.() === 0 ? 'user root root;' : ''}`,
      }),
    );
    mkdirSync(join(place, 'jaga-netral'));
    writeFileSync(join(place, 'jaga-netral/updates.xml'), '<gupdate/>');
    const call = ['-p', `${place}/`, '-c', join(place, 'nginx.conf'), '-e', 'stderr'];
    const checked = spawnSync(nginx(), ['-t', ...call], { encoding: 'utf8' });
    expect(checked.stderr).not.toMatch(/\[(emerg|warn)\]/);
    expect(checked.status).toBe(0);

    const running = spawn(nginx(), [...call, '-g', 'daemon off;'], { stdio: 'ignore' });
    const ended = new Promise((done) => running.once('exit', done));
    try {
      const secure = `https://127.0.0.1:${securePort}`;
      const path = '/jaga-netral/updates.xml';
      const answer = await until('the server to answer by https', () =>
        askAt(secure, path, { rejectUnauthorized: false }).catch(() => null),
      );
      expect(answer.status).toBe(200);
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['content-type']).toBe('text/xml');
      expect(answer.headers['cache-control']).toBe('public, max-age=300');
      const plain = await askAt(`http://127.0.0.1:${plainPort}`, path);
      expect(plain.status).toBe(301);
      expect(plain.headers.location).toBe(`https://unduh.example.go.id${path}`);
    } finally {
      running.kill('SIGQUIT');
      await ended;
    }
  });
});
