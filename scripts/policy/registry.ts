/**
 * Windows: the registry under `Software\Policies`, as files for `reg import` and as the browsers read it. Lists are keys
 * of their own with the values "1", "2", ...; flags and numbers are DWORDs.
 */
import { POLICY_KEYS, type PolicyKey } from '../../src/domain/policy.ts';
import type { Deployment, PolicySettings, Problem } from './answers.ts';
import { type Browser, type Found, forcelistEntry, readForcelist } from './found.ts';

/** A registry value: text (REG_SZ) or number (REG_DWORD). */
export type RegistryValue = string | number;
/** Values by name, by key; keys without the hive. Order is that of the file. */
export type Registry = ReadonlyMap<string, ReadonlyMap<string, RegistryValue>>;
type Writable = Map<string, Map<string, RegistryValue>>;

type Brand = Exclude<Browser, 'chromium'>;
/** Where each browser's policies stand. */
export const REGISTRY_ROOTS: Readonly<Record<Brand, string>> = {
  chrome: 'Software\\Policies\\Google\\Chrome',
  edge: 'Software\\Policies\\Microsoft\\Edge',
  firefox: 'Software\\Policies\\Mozilla\\Firefox',
};

/** The key that holds the extension's own settings. */
export const settingsKey = (
  browser: Brand,
  { extensionId, geckoId }: Pick<Deployment, 'extensionId' | 'geckoId'>,
): string =>
  browser === 'firefox'
    ? `${REGISTRY_ROOTS.firefox}\\3rdparty\\Extensions\\${geckoId}`
    : `${REGISTRY_ROOTS[browser]}\\3rdparty\\extensions\\${extensionId}\\policy`;

/** Not "1": a value of that name may be there already for another extension, and importing would replace it. */
export const FORCELIST_VALUE = '7432';

const put = (registry: Writable, key: string, name: string, value: RegistryValue): void => {
  const values = registry.get(key) ?? new Map<string, RegistryValue>();
  values.set(name, value);
  registry.set(key, values);
};

const putSettings = (registry: Writable, key: string, settings: PolicySettings): void => {
  const lists: [string, readonly unknown[]][] = [];
  for (const [name, value] of Object.entries(settings))
    if (Array.isArray(value)) lists.push([name, value as unknown[]]);
    else if (typeof value === 'boolean') put(registry, key, name, value ? 1 : 0);
    else if (typeof value === 'number') put(registry, key, name, value);
    else put(registry, key, name, String(value));
  for (const [name, list] of lists)
    list.forEach((entry, at) => {
      put(registry, `${key}\\${name}`, String(at + 1), String(entry));
    });
};

/** What a browser on Windows has to find. */
export const registryOf = (browser: Brand, deployment: Deployment): Registry => {
  const registry: Writable = new Map();
  const root = REGISTRY_ROOTS[browser];
  const { extensionId, geckoId, updateUrl, installUrl, allowUnsigned, settings } = deployment;
  if (browser === 'firefox') {
    // Keys rather than the one JSON value that Firefox also takes: that would replace what is set for other add-ons.
    const own = `${root}\\ExtensionSettings\\${geckoId}`;
    if (installUrl !== null) {
      put(registry, own, 'installation_mode', 'force_installed');
      put(registry, own, 'install_url', installUrl);
    }
    if (installUrl !== null && allowUnsigned) {
      const preference = `${root}\\Preferences\\xpinstall.signatures.required`;
      put(registry, preference, 'Value', 0);
      put(registry, preference, 'Status', 'locked');
      put(registry, preference, 'Type', 'boolean');
    }
  } else if (updateUrl !== null)
    put(
      registry,
      `${root}\\ExtensionInstallForcelist`,
      FORCELIST_VALUE,
      forcelistEntry(extensionId, updateUrl),
    );
  putSettings(registry, settingsKey(browser, deployment), settings);
  return registry;
};

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, (one) => `\\${one}`)}"`;
const HIVE = 'HKEY_LOCAL_MACHINE\\';
const FIRST_LINE = 'Windows Registry Editor Version 5.00';

/** A file for `reg import`: UTF-16 with a mark, as Windows writes it, or letters beyond ASCII would be lost. */
export const writeReg = (registry: Registry): Uint8Array => {
  const lines = [FIRST_LINE, ''];
  for (const [key, values] of registry) {
    lines.push(`[${HIVE}${key}]`);
    for (const [name, value] of values)
      lines.push(
        `${quoted(name)}=${typeof value === 'number' ? `dword:${value.toString(16).padStart(8, '0')}` : quoted(value)}`,
      );
    lines.push('');
  }
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf16le');
};

const decode = (bytes: Uint8Array): string => {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
};

const unquoted = (text: string): string => text.replace(/\\([\\"])/g, '$1');

/** Reads a file for `reg import`; lines that are none are problems, as Windows would skip them without a word. */
export const readReg = (
  bytes: Uint8Array,
): { readonly registry: Registry; readonly problems: readonly Problem[] } => {
  const registry: Writable = new Map();
  const problems: Problem[] = [];
  const lines = decode(bytes).split(/\r?\n/);
  if (lines[0]?.trim() !== FIRST_LINE)
    problems.push({
      key: 'line 1',
      message: 'This is not the first line of a registry file.',
      remedy: `Begin with: ${FIRST_LINE}`,
    });
  let key: string | null = null;
  lines.slice(1).forEach((line, at) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith(';')) return;
    const heading = /^\[(?:HKEY_LOCAL_MACHINE|HKEY_CURRENT_USER|HKLM|HKCU)\\(.+)\]$/i.exec(trimmed)?.[1];
    if (heading !== undefined) {
      key = heading;
      return;
    }
    const [, name, text, number] =
      /^"((?:[^"\\]|\\.)*)"=(?:"((?:[^"\\]|\\.)*)"|dword:([\da-f]{1,8}))$/i.exec(trimmed) ?? [];
    if (key === null || name === undefined)
      problems.push({
        key: `line ${at + 2}`,
        message: `"${trimmed.slice(0, 60)}" is neither a key nor a text or dword value.`,
        remedy: 'Write [HKEY_LOCAL_MACHINE\\...], "name"="text" or "name"=dword:00000001.',
      });
    else
      put(
        registry,
        key,
        unquoted(name),
        text === undefined ? Number.parseInt(number ?? '', 16) : unquoted(text),
      );
  });
  return { registry, problems };
};

const listOf = (values: ReadonlyMap<string, RegistryValue>): RegistryValue[] =>
  [...values]
    .filter(([name]) => /^\d+$/.test(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, value]) => value);

/** A registry has no flags: by the table a DWORD of 0 or 1 is meant as one. */
const typed = (name: string, value: RegistryValue): unknown =>
  Object.hasOwn(POLICY_KEYS, name) &&
  POLICY_KEYS[name as PolicyKey].type === 'boolean' &&
  (value === 0 || value === 1)
    ? value === 1
    : value;

/** Windows does not care for the case of keys. */
const under = (key: string, root: string): string | null => {
  const is = key.toLowerCase();
  const want = root.toLowerCase();
  if (is === want) return '';
  return is.startsWith(`${want}\\`) ? key.slice(root.length + 1) : null;
};

/** The settings that stand below a key, as the extension will get them. */
const settingsBelow = (registry: Registry, root: string): Record<string, unknown> | null => {
  const settings: Record<string, unknown> = {};
  let isThere = false;
  for (const [key, values] of registry) {
    const way = under(key, root);
    if (way === null) continue;
    isThere = true;
    if (way === '') for (const [name, value] of values) settings[name] = typed(name, value);
    else settings[way] = listOf(values);
  }
  return isThere ? settings : null;
};

const keysBelow = (registry: Registry, root: string): string[] => [
  ...new Set(
    [...registry.keys()].flatMap((key) => {
      const first = under(key, root)?.split('\\')[0];
      return first ? [first] : [];
    }),
  ),
];

/** What a registry says to each browser for which it says anything. */
export const foundInRegistry = (
  registry: Registry,
  wanted: { readonly geckoId: string; readonly extensionId: string | null },
): Found[] => {
  const found: Found[] = [];
  for (const browser of ['chrome', 'edge'] as const) {
    const root = REGISTRY_ROOTS[browser];
    const extensions = `${root}\\3rdparty\\extensions`;
    const ids = keysBelow(registry, extensions);
    const configuredId = ids.find((id) => id === wanted.extensionId) ?? ids[0] ?? null;
    const forcelist = [...registry].find(
      ([key]) => under(key, `${root}\\ExtensionInstallForcelist`) === '',
    )?.[1];
    const entry = readForcelist(forcelist ? listOf(forcelist) : null, configuredId ?? wanted.extensionId);
    if (configuredId === null && entry === null) continue;
    found.push({
      browser,
      installedId: entry?.id ?? null,
      configuredId,
      address: entry?.address ?? null,
      settings:
        configuredId === null ? null : settingsBelow(registry, `${extensions}\\${configuredId}\\policy`),
    });
  }
  const root = REGISTRY_ROOTS.firefox;
  const settings = settingsBelow(registry, `${root}\\3rdparty\\Extensions\\${wanted.geckoId}`);
  const own = [...registry].find(
    ([key]) => under(key, `${root}\\ExtensionSettings\\${wanted.geckoId}`) === '',
  )?.[1];
  const address = own?.get('install_url');
  if (settings !== null || own !== undefined)
    found.push({
      browser: 'firefox',
      installedId: own === undefined ? null : wanted.geckoId,
      configuredId: settings === null ? null : wanted.geckoId,
      address: typeof address === 'string' ? address : null,
      settings,
    });
  return found;
};
