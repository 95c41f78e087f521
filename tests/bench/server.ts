/**
 * `npm run bench:server`: requests a second and bytes of the update file and of packs, from the nginx of
 * `npm run serve:updates` on this machine, asked by wrk. docs/scale.md reckons from these figures.
 *
 * Both share the machine: nginx has one process, wrk another. What a machine of its own would do is more.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { runBuild } from '../../scripts/pack/build.ts';
import { updateXml } from '../../scripts/package/release.ts';
import { serveFolder } from '../../scripts/serve/nginx.ts';

const SECONDS = 5;
const CONNECTIONS = 50;
/** Of three runs the middle one counts. */
const RUNS = 3;

const home = mkdtempSync(join(tmpdir(), 'jaga-netral-bench-server-'));

/** A pack of invented pairs as `pack:build` makes it; the tables are written for it. */
const buildPack = async (name: string, pairs: number): Promise<void> => {
  const participants = join(home, `${name}.csv`);
  const rows = Array.from({ length: pairs }, (_, at) => {
    const word = (salt: number) =>
      [...(at * 7919 + salt).toString(26)]
        .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
        .join('');
    return `pair,pilkada-2024,bupati-walikota,36.03,${(at % 99) + 1},Wira${word(1)} Kertapati${word(2)},Lastri${word(3)} Handaru${word(4)},pilkada-2024/contoh-${at + 1},https://kpu.example/penetapan,2030-03-01`;
  });
  writeFileSync(
    participants,
    `kind,election,office,region,ballot_no,name,deputy,id,source,checked\n${rows.join('\n')}\n`,
  );
  const out = join(home, name, 'pack.json');
  mkdirSync(join(home, name));
  const { status, error } = await runBuild([
    ...['--id', 'bkd-contoh', '--serial', '1', '--publisher', 'BKD Contoh', '--issued', '2030-03-02'],
    ...['--participants', participants, '--out', out],
  ]);
  if (status !== 0) throw new Error(`pack:build failed: ${error}`);
};

interface Seen {
  readonly status: number;
  readonly etag: string;
  /** Of the answer with its headers, as they go over the line. */
  readonly bytes: number;
}

const look = (address: string, headers: Readonly<Record<string, string>>): Promise<Seen> =>
  new Promise((done, failed) => {
    request(address, { headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          etag: String(response.headers.etag ?? ''),
          bytes: response.socket.bytesRead,
        }),
      );
    })
      .on('error', failed)
      .end();
  });

interface Load {
  readonly perSecond: number;
  readonly p99: string;
  readonly errors: string;
}

const load = (address: string, headers: Readonly<Record<string, string>>): Load => {
  const options = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const { status, stdout, error } = spawnSync(
    'wrk',
    ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency', ...options, address],
    { encoding: 'utf8' },
  );
  if (error || status !== 0)
    throw new Error('There is no wrk on this machine. On Debian: apt-get install wrk');
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN),
    p99: /^\s+99%\s+(\S+)/m.exec(stdout)?.[1] ?? '?',
    errors: /(Non-2xx|Socket errors).*/.exec(stdout)?.[0] ?? '',
  };
};

const middle = (runs: readonly Load[]): Load | undefined =>
  [...runs].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];

writeFileSync(
  join(home, 'updates.xml'),
  updateXml({
    extensionId: 'gmbojdoegcolfibcmjkffnlhgckhgeea',
    version: '1.2.0',
    codebase: 'https://unduh.example.go.id/jaga-netral/jaga-netral-1.2.0-chromium.crx',
    oldest: '120',
  }),
);
await buildPack('small', 40);
await buildPack('large', 1000);
const server = await serveFolder(home);
try {
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}; wrk: ${CONNECTIONS} connections, ${SECONDS} s, middle of ${RUNS}`,
  );
  console.log(
    '| file | answer | bytes with headers | requests/s | 99 % within | errors |\n| --- | --- | --- | --- | --- | --- |',
  );
  const GZIP = { 'Accept-Encoding': 'gzip' };
  for (const [file, headers] of [
    ['updates.xml', {}],
    ['small/pack.json', GZIP],
    ['large/pack.json', GZIP],
    ['small/pack.json', {}],
    ['large/pack.json', {}],
  ] as const) {
    const address = `${server.origin}/${file}`;
    const first = await look(address, headers);
    for (const asked of [headers, { ...headers, 'If-None-Match': first.etag }]) {
      const seen = await look(address, asked);
      const runs = Array.from({ length: RUNS }, () => load(address, asked));
      const { perSecond, p99, errors } = middle(runs) ?? { perSecond: Number.NaN, p99: '?', errors: '?' };
      console.log(
        `| ${file}${'Accept-Encoding' in headers ? ', gzip' : ''} | ${seen.status} | ${seen.bytes} | ${Math.round(perSecond)} | ${p99} | ${errors} |`,
      );
    }
  }
} finally {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
