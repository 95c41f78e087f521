/**
 * The house plan, enforced: which room may import which, what must never reach a page, and that every file says
 * why it exists. The rules are written in `docs/architecture.md`; a change there and a change here belong together.
 *
 * Each check is a function over sources given as text, so that it is proved here on sources that break it:
 * a checker that never fails guards nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

/** Path from the root of the repository -> source. */
type Files = ReadonlyMap<string, string>;

interface Import {
  readonly specifier: string;
  /** Path from the root for a file, the bare name for a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Vanishes when built. */
  readonly typeOnly: boolean;
}

type Tree = Readonly<Record<string, unknown>>;

const EVERYWHERE = ['domain', 'recognition', 'pack', 'sites', 'guard', 'platform', 'pages', 'replicas'];
/** Room -> rooms that it may import, besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  recognition: ['domain'],
  pack: ['domain', 'recognition'],
  sites: ['domain'],
  platform: ['domain'],
  guard: ['domain', 'recognition', 'sites', 'platform'],
  background: ['pack', 'domain', 'recognition', 'platform'],
  content: ['guard', 'sites', 'platform', 'domain'],
  pages: EVERYWHERE,
  replicas: ['domain'],
};
/** Rooms that may read what `npm run generate` writes; the guard only its texts, see `generatedFor`. */
const GENERATED_FOR = ['pack', 'platform', 'background', 'guard', 'pages'];
/** Rooms that may read the adapters' data: the adapters for its shape, pack to ship it. */
const DATA_FOR = ['sites', 'pack'];
const PURE = ['domain', 'recognition', 'pack'];
const DOM_NAMES =
  /^(document|window|self|navigator|location|history|screen|localStorage|sessionStorage|indexedDB|customElements|getComputedStyle|matchMedia|requestAnimationFrame|requestIdleCallback|alert|confirm|Element|Node|NodeList|NodeFilter|ParentNode|ChildNode|Attr|Text|Comment|Document|DocumentFragment|DocumentType|ShadowRoot|DOMParser|DOMRect|DOMTokenList|XMLSerializer|Range|Selection|StyleSheet|CSSStyleSheet|CSSStyleDeclaration|EventTarget|Event|UIEvent|MouseEvent|KeyboardEvent|PointerEvent|TouchEvent|InputEvent|FocusEvent|CustomEvent|MutationObserver|MutationRecord|IntersectionObserver|ResizeObserver|HTML\w*Element|HTMLCollection|SVG\w*Element|\w+EventMap|\w*ElementTagNameMap)$/;
const NETWORK_NAMES = /^(fetch|XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection)$/;
const BROWSER_NAMES = /^(browser|chrome)$/;
const GLOBAL_OBJECTS = /^(globalThis|window|self)$/;
const MARKUP_NAMES = /^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Calls `visit` on every node of a syntax tree, with the node above it and the field it hangs in. */
const walk = (
  node: unknown,
  visit: (node: Tree, parent: Tree | null, field: string) => void,
  parent: Tree | null = null,
  field = '',
): void => {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, visit, parent, field);
  } else if (isTree(node)) {
    if (typeof node.type === 'string') visit(node, parent, field);
    for (const [key, value] of Object.entries(node))
      if (isTree(value)) walk(value, visit, typeof node.type === 'string' ? node : parent, key);
  }
};

const programs = new Map<string, unknown>();
const programOf = (path: string, source: string): unknown => {
  const key = `${path}\n${source}`;
  const known = programs.get(key);
  if (known !== undefined) return known;
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  programs.set(key, program);
  return program;
};

const roomOf = (path: string): string | null => /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
const isScript = (path: string): boolean => /\.(ts|mjs)$/.test(path);
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Everything that a source imports or re-exports, types and dynamic imports included. */
const importsOf = (path: string, source: string): Import[] => {
  const imports: Import[] = [];
  const add = (from: unknown, typeOnly: boolean): void => {
    const specifier = isTree(from) ? text(from.value) : '';
    if (specifier === '') return;
    const isPackage = !specifier.startsWith('.');
    imports.push({
      specifier,
      isPackage,
      target: isPackage
        ? packageOf(specifier)
        : posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')),
      typeOnly,
    });
  };
  walk(programOf(path, source), (node) => {
    if (node.type === 'ImportDeclaration') add(node.source, node.importKind === 'type');
    else if (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration')
      add(node.source, node.exportKind === 'type');
    else if (node.type === 'ImportExpression') add(node.source, false);
    else if (node.type === 'TSImportType') add(node.source, true);
  });
  return imports;
};

/** Names that a source uses without declaring them: what it takes from the world around it. */
const freeNames = (path: string, source: string): Set<string> => {
  const program = programOf(path, source);
  const declared = new Set<string>();
  const used = new Set<string>();
  const declare = (pattern: unknown): void =>
    walk(pattern, (node, parent, field) => {
      const isDefault = parent?.type === 'AssignmentPattern' && field === 'right';
      const isKey = parent?.type === 'Property' && field === 'key' && parent.shorthand !== true;
      if (node.type === 'Identifier' && !isDefault && !isKey && field !== 'typeName')
        declared.add(text(node.name));
    });
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator') declare(node.id);
    else if (/^Import(Default|Namespace)?Specifier$/.test(text(node.type))) declare(node.local);
    else if (/^(TSTypeAlias|TSInterface|TSEnum|Class|Function)Declaration$/.test(text(node.type)))
      declare(node.id);
    if (/Function/.test(text(node.type))) declare(node.params);
  });
  walk(program, (node, parent, field) => {
    if (node.type !== 'Identifier' && node.type !== 'JSXIdentifier') return;
    const above = text(parent?.type);
    const isName =
      ((field === 'property' || field === 'key') && parent?.computed !== true) ||
      field === 'label' ||
      field === 'imported' ||
      field === 'exported' ||
      (above === 'TSQualifiedName' && field === 'right') ||
      (above === 'TSTypeParameter' && field === 'name');
    // `globalThis.document` is as much the page as `document`.
    const object = parent?.object;
    const isGlobalMember = field === 'property' && isTree(object) && GLOBAL_OBJECTS.test(text(object.name));
    if (!isName || isGlobalMember) used.add(text(node.name));
  });
  return new Set([...used].filter((name) => !declared.has(name)));
};

/** Names that a source reads from objects: `x.innerHTML`. */
const memberNames = (path: string, source: string): Set<string> => {
  const names = new Set<string>();
  walk(programOf(path, source), (node) => {
    if (node.type !== 'MemberExpression' || !isTree(node.property)) return;
    names.add(text(node.property.name ?? node.property.value));
  });
  return names;
};

const each = (
  files: Files,
  rooms: readonly string[] | null,
  find: (path: string, source: string) => string[],
) =>
  [...files]
    .filter(([path]) => isScript(path) && roomOf(path) !== null && roomOf(path) !== 'generated')
    .filter(([path]) => rooms === null || rooms.includes(roomOf(path) ?? ''))
    .flatMap(([path, source]) => find(path, source).map((problem) => `${path}: ${problem}`));

/** The guard and the adapters run in every page and get texts only, never the packed rules. */
const generatedFor = (room: string, target: string): boolean =>
  GENERATED_FOR.includes(room) && (room !== 'guard' || /messages\.ts$/.test(target));

const checkDirections = (files: Files): string[] =>
  each(files, null, (path, source) => {
    const room = roomOf(path) ?? '';
    const allowed = ALLOWED[room];
    if (allowed === undefined) return [`"${room}" is not a room of the plan`];
    return importsOf(path, source)
      .filter((one) => !one.isPackage)
      .flatMap(({ target, specifier }) => {
        const to = roomOf(target);
        if (to === room || (to !== null && allowed.includes(to))) return [];
        if (to === 'generated' && generatedFor(room, target)) return [];
        if (DATA_FOR.includes(room) && /^rules\/sites\/[^/]+\.json$/.test(target)) return [];
        return [`${room} must not import ${to ?? specifier}`];
      });
  });

/** Make-believe sites are for lessons: no other page, and nothing that judges, may hold one. */
const checkReplicas = (files: Files): string[] =>
  each(files, null, (path, source) =>
    roomOf(path) === 'replicas' || path.startsWith('src/pages/training/')
      ? []
      : importsOf(path, source)
          .filter(({ target, isPackage }) => !isPackage && roomOf(target) === 'replicas')
          .map(() => 'replicas are for the training page alone'),
  );

const checkZod = (files: Files): string[] =>
  each(
    files,
    Object.keys(ALLOWED).filter((room) => room !== 'pack'),
    (path, source) =>
      importsOf(path, source).some(({ target }) => target === 'zod') ? ['zod belongs to pack alone'] : [],
  );

/** Follows what is left of the imports after the build, from every content entry. */
const checkContentReach = (files: Files): string[] => {
  const problems: string[] = [];
  for (const entry of [...files.keys()].filter((path) => roomOf(path) === 'content')) {
    const queue = [[entry]];
    const seen = new Set([entry]);
    for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
      const path = way.at(-1) ?? entry;
      const source = files.get(path);
      if (source === undefined || !isScript(path) || roomOf(path) === 'generated') continue;
      for (const { target, isPackage, typeOnly } of importsOf(path, source)) {
        if (typeOnly || seen.has(target)) continue;
        if (isPackage && target === 'zod') problems.push(`${[...way, 'zod'].join(' > ')}: zod in a page`);
        seen.add(target);
        if (!isPackage) queue.push([...way, target]);
      }
    }
  }
  return problems;
};

const checkPure = (files: Files): string[] =>
  each(files, PURE, (path, source) =>
    [...freeNames(path, source)]
      .filter((name) => DOM_NAMES.test(name))
      .map((name) => `knows the page: ${name}`),
  );

const checkBrowser = (files: Files): string[] =>
  each(
    files,
    Object.keys(ALLOWED).filter((room) => room !== 'platform'),
    (path, source) => [
      ...[...freeNames(path, source)]
        .filter((name) => BROWSER_NAMES.test(name))
        .map((name) => `${name}.* belongs to platform alone`),
      ...importsOf(path, source)
        .filter(({ target, typeOnly }) => target === 'webextension-polyfill' && !typeOnly)
        .map(() => 'webextension-polyfill belongs to platform alone'),
    ],
  );

/** Sources without their comments, which may speak of anything. */
const codeOf = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
const count = (code: string, pattern: RegExp): number => code.match(pattern)?.length ?? 0;

/** The two files that fetch, and what each may fetch. */
const PACKAGED = 'src/platform/packaged.ts';
const AGENCY = 'src/platform/agency-server.ts';
/** The only one who may have the agency's server asked. */
const AGENCY_FOR = 'src/background/agency.ts';
const FETCHES: Readonly<Record<string, (code: string) => boolean>> = {
  // What was packaged with the extension.
  [PACKAGED]: (code) => count(code, /\bfetch\b/g) === count(code, /\bfetch\(browser\.runtime\.getURL\(/g),
  // One file of the agency's: nothing is sent along, and nobody is followed elsewhere.
  [AGENCY]: (code) =>
    count(code, /\bfetch\b/g) === 1 &&
    /\bfetch\(address, \{\s*method: 'GET',/.test(code) &&
    ["credentials: 'omit'", "redirect: 'manual'", "referrerPolicy: 'no-referrer'", "'https:'"].every(
      (needed) => code.includes(needed),
    ) &&
    !/\b(body:|headers:|keepalive|new Request)/.test(code),
};

const checkNetwork = (files: Files): string[] =>
  each(files, null, (path, source) =>
    [
      ...[...freeNames(path, source)]
        .filter((name) => NETWORK_NAMES.test(name))
        .filter((name) => name !== 'fetch' || FETCHES[path]?.(codeOf(source)) !== true),
      ...[...memberNames(path, source)].filter((name) => name === 'sendBeacon'),
      ...importsOf(path, source)
        .filter(({ target, typeOnly }) => target === AGENCY && !typeOnly && path !== AGENCY_FOR)
        .map(() => `${AGENCY} is for ${AGENCY_FOR} alone`),
    ].map((name) => `nothing leaves the browser: ${name}`),
  );

const checkMarkup = (files: Files): string[] =>
  each(files, null, (path, source) =>
    [...memberNames(path, source)]
      .filter((name) => MARKUP_NAMES.test(name))
      .map((name) => `text is never markup: ${name}`),
  );

const checkCycles = (files: Files): string[] => {
  const circles = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) circles.add([...way.slice(start), path].join(' > '));
    const source = files.get(path);
    const isLeaf = source === undefined || !isScript(path) || roomOf(path) === 'generated';
    if (start >= 0 || done.has(path) || isLeaf) return;
    for (const { target, isPackage } of importsOf(path, source))
      if (!isPackage) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return [...circles];
};

/** Words of the comment at the very top, lines for tools left out. */
const head = (source: string): string => {
  const top =
    /^(?:#![^\n]*\n)?(?:\s*<!doctype html>)?\s*((?:\/\/[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*|<!--[\s\S]*?-->\s*)+)/i;
  return (top.exec(source)?.[1] ?? '')
    .replace(/^\s*\/\/ *(@vitest|@ts-|biome-)[^\n]*$/gm, '')
    .replace(/[/*!<>-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
};

const checkHeads = (files: Files): string[] =>
  [...files]
    .filter(([path]) => /\.(ts|mjs|css|html)$/.test(path) && !path.startsWith('src/generated/'))
    .filter(([, source]) => head(source).split(' ').length < 4)
    .map(([path]) => `${path}: does not begin with a comment that says why it exists`);

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Every file below a folder of the repository (or in its root), as the repository names it. */
const load = (folder: string, wanted: RegExp): Files =>
  new Map(
    readdirSync(`${ROOT}${folder}`, { recursive: folder !== '', withFileTypes: true })
      .filter((entry) => entry.isFile() && wanted.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort()
      .map((path) => [path, readFileSync(`${ROOT}${path}`, 'utf8')] as const),
  );
const SOURCES = load('src', /\.(ts|css|html)$/);
const ALL: Files = new Map([
  ...SOURCES,
  ...load('tests', /\.(ts|css|html)$/),
  ...load('scripts', /\.(ts|mjs)$/),
  ...load('', /\.config\.ts$/),
]);

/** One bad source among good ones. */
const sample = (files: Readonly<Record<string, string>>): Files => new Map(Object.entries(files));

describe('the house plan', () => {
  it('sees the whole house', () => {
    expect([...SOURCES.keys()].filter((path) => path.startsWith('src/domain/')).length).toBeGreaterThan(2);
    expect([...SOURCES.keys()].some((path) => path.startsWith('src/content/'))).toBe(true);
  });

  describe('imports run one way', () => {
    it('in the project', () => {
      expect(checkDirections(SOURCES)).toEqual([]);
    });

    it.each([
      ['domain', '../recognition/tokens.ts'],
      ['domain', '../platform/clock.ts'],
      ['recognition', '../pack/bundle.ts'],
      ['recognition', '../sites/x.ts'],
      ['pack', '../platform/storage.ts'],
      ['sites', '../recognition/tokens.ts'],
      ['sites', '../guard/guard.ts'],
      ['sites', '../../rules/elections/lexicon.json'],
      ['pack', '../../rules/elections/lexicon.json'],
      ['guard', '../../rules/sites/x.json'],
      ['guard', '../pack/schema.ts'],
      ['guard', '../pages/shared/dom.ts'],
      ['guard', '../generated/rules.json'],
      ['background', '../guard/guard.ts'],
      ['background', '../sites/x.ts'],
      ['platform', '../recognition/tokens.ts'],
      ['content', '../recognition/tokens.ts'],
      ['content', '../background/worker.ts'],
      ['content', '../replicas/x.ts'],
      ['replicas', '../guard/guard.ts'],
      ['pages', '../content/x.iife.ts'],
      ['pages', '../background/worker.ts'],
      ['sites', '../generated/messages.ts'],
      ['domain', '../../package.json'],
      ['attic', './anything.ts'],
    ])('and %s importing %s is noticed', (room, specifier) => {
      const ways = [
        `import { a } from '${specifier}';`,
        `import type { a } from '${specifier}';`,
        `export * from '${specifier}';`,
        `export { a } from '${specifier}';`,
        `const a = await import('${specifier}');`,
        `type A = import('${specifier}').A;`,
        `import '${specifier}';`,
      ];
      for (const way of ways)
        expect(checkDirections(sample({ [`src/${room}/bad.ts`]: way })), way).toHaveLength(1);
    });

    it.each([
      ['sites', '../../rules/sites/x.json'],
      ['pack', '../../rules/sites/x.json'],
      ['guard', '../generated/guard-messages.ts'],
      ['pack', '../generated/rules.json'],
      ['pages', '../sites/x.ts'],
      ['guard', './dialog.css?inline'],
    ])('and %s importing %s is fine', (room, specifier) => {
      expect(checkDirections(sample({ [`src/${room}/good.ts`]: `import a from '${specifier}';` }))).toEqual(
        [],
      );
    });

    it('and an import in a comment or a text is none', () => {
      const source = `// import { a } from '../guard/a.ts';\nexport const a = "import { a } from '../guard/a.ts'";`;
      expect(checkDirections(sample({ 'src/domain/good.ts': source }))).toEqual([]);
    });
  });

  describe('replicas are drawn by the training page alone', () => {
    it('in the project', () => {
      expect(checkReplicas(SOURCES)).toEqual([]);
    });

    it('and an import by another page is noticed', () => {
      const source = "import { createReplica } from '../../replicas/replica.ts';";
      expect(checkReplicas(sample({ 'src/pages/popup/bad.ts': source }))).toHaveLength(1);
      expect(checkReplicas(sample({ 'src/pages/training/good.ts': source }))).toEqual([]);
    });
  });

  describe('zod stays in pack and out of every page', () => {
    it('in the project', () => {
      expect(checkZod(SOURCES)).toEqual([]);
      expect(checkContentReach(SOURCES)).toEqual([]);
    });

    it('and an import elsewhere is noticed', () => {
      expect(checkZod(sample({ 'src/pages/bad.ts': "import { z } from 'zod/mini';" }))).toHaveLength(1);
      expect(checkZod(sample({ 'src/pack/schema.ts': "import { z } from 'zod';" }))).toEqual([]);
    });

    it('and a long way from a content entry is noticed', () => {
      const files = {
        'src/content/x.iife.ts': "import { start } from '../guard/guard.ts';",
        'src/guard/guard.ts': "import { read } from '../platform/deep.ts'; export const start = read;",
        'src/platform/deep.ts': "export { read } from '../pack/schema.ts';",
        'src/pack/schema.ts': "import { z } from 'zod'; export const read = z;",
      };
      expect(checkContentReach(sample(files))).toEqual([
        'src/content/x.iife.ts > src/guard/guard.ts > src/platform/deep.ts > src/pack/schema.ts > zod: zod in a page',
      ]);
      const typesOnly = "import type { read } from '../pack/schema.ts';";
      expect(checkContentReach(sample({ ...files, 'src/platform/deep.ts': typesOnly }))).toEqual([]);
    });
  });

  describe('domain, recognition and pack know no page', () => {
    it('in the project', () => {
      expect(checkPure(SOURCES)).toEqual([]);
    });

    it.each([
      'export const title = document.title;',
      'export const title = () => globalThis.document.title;',
      'export const width = window.innerWidth;',
      'export const read = (node: Element): string => node.id;',
      'export type Press = HTMLButtonElement | null;',
      'export interface Found { readonly at: Node }',
      'export const is = (x: unknown) => x instanceof HTMLElement;',
      'export const kept = new WeakMap<ShadowRoot, string>();',
      'export const keep = () => localStorage.length;',
    ])('and %s is noticed', (source) => {
      for (const room of PURE) expect(checkPure(sample({ [`src/${room}/bad.ts`]: source }))).toHaveLength(1);
      expect(checkPure(sample({ 'src/sites/good.ts': source }))).toEqual([]);
    });

    it.each([
      'export const a = { document: 1, window: 2 }; export const b = a.document + a.window;',
      'const document = "SKB"; export const title = document.length;',
      'export const cut = (text: string, window: number) => text.slice(0);',
      'export interface Facts { readonly location: string; Element: number }',
      '// document.title, window\nexport const a = "document.title";',
    ])('and %s is fine', (source) => {
      expect(checkPure(sample({ 'src/domain/good.ts': source }))).toEqual([]);
    });
  });

  describe('browser interfaces stay in platform', () => {
    it('in the project', () => {
      expect(checkBrowser(SOURCES)).toEqual([]);
    });

    it.each([
      'export const id = chrome.runtime.id;',
      'export const id = () => browser.runtime.id;',
      'export const id = globalThis.chrome.runtime.id;',
      'export const id = (self as unknown as { chrome: { id: string } }).chrome.id; export const a = chrome;',
      "import api from 'webextension-polyfill'; export const id = api.runtime.id;",
    ])('and %s is noticed', (source) => {
      expect(checkBrowser(sample({ 'src/background/bad.ts': source }))).toHaveLength(1);
      expect(checkBrowser(sample({ 'src/platform/good.ts': source }))).toEqual([]);
    });

    it('and the word elsewhere, or a type, is fine', () => {
      const type = "import type { Runtime } from 'webextension-polyfill'; export type Port = Runtime.Port;";
      expect(checkBrowser(sample({ 'src/background/good.ts': type }))).toEqual([]);
      const source = "export const a = { browser: 'x' }; export const b = a.browser; // chrome.runtime";
      expect(checkBrowser(sample({ 'src/guard/good.ts': source }))).toEqual([]);
    });
  });

  describe('nothing leaves the browser', () => {
    it('in the project', () => {
      expect(checkNetwork(SOURCES)).toEqual([]);
    });

    it.each([
      "export const a = () => fetch('https://contoh.example');",
      'export const a = new XMLHttpRequest();',
      "export const a = globalThis.fetch('https://contoh.example');",
      "export const a = navigator.sendBeacon('https://contoh.example');",
      "export const a = new WebSocket('wss://contoh.example');",
    ])('and %s is noticed', (source) => {
      expect(checkNetwork(sample({ 'src/background/bad.ts': source }))).toHaveLength(1);
    });

    it('and the file that asks an agency’s server may ask for a file alone, and only for the worker', () => {
      const own = `const url = 'https:'; export const a = (address: string) => fetch(address, { method: 'GET', credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' });`;
      expect(checkNetwork(sample({ [AGENCY]: own }))).toEqual([]);
      for (const bad of [
        own.replace("'GET'", "'POST'"),
        own.replace("'omit'", "'include'"),
        own.replace("'manual'", "'follow'"),
        own.replace("'no-referrer'", "'origin'"),
        own.replace("'GET',", "'GET', headers: { a: 'b' },"),
        own.replace("'https:'", "''"),
        `${own} export const b = () => fetch('https://contoh.example');`,
      ])
        expect([bad, checkNetwork(sample({ [AGENCY]: bad })).length > 0]).toEqual([bad, true]);
      expect(checkNetwork(sample({ 'src/background/bad.ts': own }))).toHaveLength(1);
      const user = "import { a } from '../platform/agency-server.ts'; export const b = a;";
      expect(checkNetwork(sample({ [AGENCY_FOR]: user }))).toEqual([]);
      expect(checkNetwork(sample({ 'src/background/bad.ts': user }))).toHaveLength(1);
      expect(checkNetwork(sample({ 'src/pages/bad.ts': user }))).toHaveLength(1);
    });

    it('and the one file that reads the package may read nothing else', () => {
      const own = "/** fetch */ export const a = () => fetch(browser.runtime.getURL('a.bin'));";
      const more = `${own} export const b = (url: string) => fetch(url);`;
      expect(checkNetwork(sample({ [PACKAGED]: own }))).toEqual([]);
      expect(checkNetwork(sample({ [PACKAGED]: more }))).toHaveLength(1);
      expect(checkNetwork(sample({ 'src/background/bad.ts': own }))).toHaveLength(1);
    });
  });

  describe('text is never markup', () => {
    it('in the project', () => {
      expect(checkMarkup(SOURCES)).toEqual([]);
    });

    it.each([
      'export const a = (box: { innerHTML: string }) => { box.innerHTML = "x"; };',
      "export const a = (box: { outerHTML: string }) => box['outerHTML'];",
      'export const a = (box: Element) => box.insertAdjacentHTML("beforeend", "x");',
    ])('and %s is noticed', (source) => {
      expect(checkMarkup(sample({ 'src/guard/bad.ts': source }))).toHaveLength(1);
    });
  });

  describe('imports never run in a circle', () => {
    it('in the project', () => {
      expect(checkCycles(SOURCES)).toEqual([]);
    });

    it('and a circle is noticed', () => {
      const files = {
        'src/domain/a.ts': "import { b } from './b.ts'; export const a = b;",
        'src/domain/b.ts': "import { c } from './c.ts'; export const b = c;",
        'src/domain/c.ts': "import type { a } from './a.ts'; export const c = 1;",
        'src/domain/d.ts': "import { a } from './a.ts'; import { b } from './b.ts'; export const d = a + b;",
      };
      expect(checkCycles(sample(files))).toEqual([
        'src/domain/a.ts > src/domain/b.ts > src/domain/c.ts > src/domain/a.ts',
      ]);
      expect(checkCycles(sample({ ...files, 'src/domain/c.ts': 'export const c = 1;' }))).toEqual([]);
    });
  });

  describe('every file says why it exists', () => {
    it('in the project', () => {
      expect(checkHeads(ALL)).toEqual([]);
    });

    it.each([
      'export const a = 1;',
      'export const a = 1; // Why it exists, but too late.',
      '/** Todo. */\nexport const a = 1;',
      '// @vitest-environment node\nexport const a = 1;',
      '// biome-ignore-all lint/suspicious/noConsole: it prints a table\nexport const a = 1;',
      "import { a } from './a.ts';\n/** Says why it exists. */\nexport const b = a;",
    ])('and %s is noticed', (source) => {
      expect(checkHeads(sample({ 'src/domain/bad.ts': source }))).toHaveLength(1);
    });

    it.each([
      ['a.ts', '/** Says why it exists. */\nexport const a = 1;'],
      ['a.ts', '// @vitest-environment node\n/** Says why it exists. */\nexport const a = 1;'],
      ['a.mjs', '#!/usr/bin/env node\n// Says why it exists.\nexport const a = 1;'],
      ['a.css', '/* Says why it exists. */\n.a {}'],
      ['a.html', '<!doctype html>\n<!-- Says why it exists. -->\n<html></html>'],
    ])('and %s beginning %s is fine', (name, source) => {
      expect(checkHeads(sample({ [`src/pages/${name}`]: source }))).toEqual([]);
    });
  });
});
