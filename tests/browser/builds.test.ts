/**
 * Both browsers get the same extension: every file of one build is in the other, byte for byte, and the manifests
 * differ in what only one browser knows. A build that is older than the other fails here too. What the bundler makes of the pages'
 * sheets is looked at as well.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtFor, ROOT } from './engine.ts';

const chromium = builtFor('chromium');
const firefox = builtFor('firefox');

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted();
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;

describe('the two builds', () => {
  it('have the same files', () => {
    expect(filesOf(chromium).length).toBeGreaterThan(20);
    expect(filesOf(firefox)).toEqual(filesOf(chromium));
  });

  it('have the same bytes in all of them but the manifest', () => {
    const different = filesOf(chromium).filter(
      (file) => !readFileSync(join(chromium, file)).equals(readFileSync(join(firefox, file))),
    );
    expect(different).toEqual(['manifest.json']);
  });

  it('have manifests that differ in what only one browser knows', () => {
    const {
      key,
      minimum_chrome_version,
      background: worker,
      optional_host_permissions,
      storage,
      ...common
    } = manifestOf(chromium);
    const { browser_specific_settings, background: eventPage, ...same } = manifestOf(firefox);
    expect(same).toEqual(common);
    // For the witness; Firefox counts the sites of the content scripts.
    // Frames of other sites have their own entries.
    const scripts = common.content_scripts as readonly {
      readonly matches: readonly string[];
      readonly run_at: string;
      readonly all_frames?: boolean;
    }[];
    const shown = scripts.find((script) => script.run_at === 'document_end' && !script.all_frames);
    expect(optional_host_permissions).toEqual(shown?.matches);
    expect(common.optional_permissions).toEqual(['webRequest']);
    expect(common.permissions).toEqual(['storage', 'alarms']);
    // No plain http, for nobody; pages forbid themselves https too.
    const { extension_pages } = common.content_security_policy as { readonly extension_pages: string };
    expect(extension_pages).toContain("default-src 'none';");
    expect(extension_pages).toContain("connect-src 'self' https:;");
    expect(storage).toEqual({ managed_schema: 'managed_schema.json' });
    expect(key).toMatch(/^MII/);
    expect(minimum_chrome_version).toBe('120');
    const { service_worker } = worker as { service_worker: string };
    expect(worker).toEqual({ service_worker, type: 'module' });
    expect(eventPage).toEqual({ scripts: [service_worker], type: 'module' });
    expect(browser_specific_settings).toEqual({
      gecko: {
        id: 'jaga-netral@jaganetral.id',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    });
  });
});

const PAGES = 'src/pages';
/** The addresses of a page's style sheets, as its file names them. */
const sheetsOf = (html: string): string[] =>
  [...html.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+\.css)"/g)].map(([, address = '']) => address);
/** Names that a sheet gives rules to. */
const ruledIn = (css: string): string[] => css.match(/(?:\.|--)[a-z][a-z-]*(?=[\s:{.,>])/g) ?? [];

describe('the sheets of a page', () => {
  const pages = readdirSync(join(ROOT, PAGES)).filter((page) =>
    existsSync(join(ROOT, PAGES, page, 'index.html')),
  );

  // The bundler sorts them by the code that pages share. Out of order, what a page says of itself is overruled.
  it.each(pages)('come in the order of the source: %s', (page) => {
    const folder = join(ROOT, PAGES, page);
    const wanted = sheetsOf(readFileSync(join(folder, 'index.html'), 'utf8')).map((address) =>
      readFileSync(join(folder, address), 'utf8'),
    );
    const html = readFileSync(join(chromium, PAGES, page, 'index.html'), 'utf8');
    const built = sheetsOf(html)
      .map((address) => readFileSync(join(chromium, address), 'utf8'))
      .join('');
    const places = wanted.map((css) => {
      const own = ruledIn(css).find((name) =>
        wanted.every((other) => other === css || !ruledIn(other).includes(name)),
      );
      return built.indexOf(own ?? 'no name of its own');
    });
    expect(wanted.length).toBeGreaterThan(1);
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
