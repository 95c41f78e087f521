/**
 * How much each site's content scripts weigh, in every build at hand: a printed table, and a failure above the limit.
 * The limit is for each script; the one at `document_start` is what every frame of the site waits for.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LIMIT = 40_000;

interface Manifest {
  readonly content_scripts: readonly {
    readonly matches: readonly string[];
    readonly js: readonly string[];
    readonly run_at?: string;
  }[];
  readonly web_accessible_resources?: unknown;
}

const row = (...cells: readonly (string | number)[]) =>
  console.log(
    cells.map((cell, at) => (at < 2 ? String(cell).padEnd(at ? 22 : 28) : String(cell).padStart(9))).join(''),
  );

/** Prints one build's table; returns whether all is well. */
const check = (target: string): boolean => {
  const dist = join(root, 'dist', target);
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Manifest;
  let failed = false;
  /** What a frame of each site loads, in its order: first what runs before the page, then what a person sees. */
  const byHost = new Map<string, { name: string; bytes: number; gzip: number }[]>();
  for (const { matches, js, run_at } of manifest.content_scripts) {
    // Pages of a site that get scripts of their own count by themselves.
    const hosts = matches.map((match) => {
      const { hostname, pathname } = new URL(match.replace('*://', 'https://'));
      return pathname === '/*' ? hostname : hostname + pathname;
    });
    for (const file of js) {
      const content = readFileSync(join(dist, file));
      const part = { name: run_at ?? 'document_idle', bytes: content.length, gzip: gzipSync(content).length };
      for (const host of hosts) byHost.set(host, [...(byHost.get(host) ?? []), part]);
      if (/\bimport\s*\(|^\s*import\s/m.test(content.toString())) {
        failed = true;
        console.log(`${file} loads another file: it would run late, after the page’s own scripts`);
      }
    }
  }
  row(`in dist/${target}`, 'content script', 'bytes', 'gzip', 'limit');
  const shown = new Set<string>();
  for (const [host, parts] of byHost) {
    // Other names of the same site load the same.
    const same = JSON.stringify(parts);
    if (shown.has(same)) continue;
    shown.add(same);
    for (const { name, bytes, gzip } of parts) {
      const over = bytes > LIMIT;
      failed ||= over;
      row(host, name, bytes, gzip, LIMIT, over ? ' TOO LARGE' : ' ok');
    }
    const sum = (key: 'bytes' | 'gzip') => parts.reduce((all, part) => all + part[key], 0);
    row(host, 'together', sum('bytes'), sum('gzip'));
  }
  if (manifest.web_accessible_resources) {
    failed = true;
    console.log(
      'web_accessible_resources: there must be none; a page could tell that the extension is there',
    );
  }
  return !failed;
};

const built = ['chromium', 'firefox'].filter((target) => existsSync(join(root, 'dist', target)));
if (built.length === 0) {
  console.error('There is no build in dist: run "npm run build" or "npm run build:all" first.');
  process.exit(1);
}
// All of them, so that one run shows everything that is too large.
if (built.map(check).includes(false)) process.exit(1);
