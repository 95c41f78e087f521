/**
 * What of a package depends on who publishes it: the name that the key gives, and where updates are asked for. The
 * build itself knows neither, so that it stays the same for everybody.
 */
import { PackageError } from './error.ts';

/** The address below which the packages are served, with a slash at the end. */
export type BaseUrl = URL;

/** Names of the files that browsers ask for again and again: they stay the same in every version. */
export const UPDATES = { chromium: 'updates.xml', firefox: 'updates.json' } as const;

type Manifest = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Manifest =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Reads the option --base-url.
 * @throws PackageError unless it is https, or http on this very machine, without query and fragment
 */
export const readBaseUrl = (text: string): BaseUrl => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const wrong = (why: string) =>
    new PackageError(
      `--base-url ${text}: ${why}. Write an address such as https://unduh.example.go.id/jaga-netral/`,
    );
  if (url === null) throw wrong('this is no address');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    throw wrong('packages are served by https only; http is for trying out on 127.0.0.1');
  if (url.search !== '' || url.hash !== '') throw wrong('it must have neither "?" nor "#"');
  if (url.username !== '' || url.password !== '') throw wrong('it must hold no password');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
};

/** Address of a published file. */
export const addressOf = (base: BaseUrl, name: string): string => new URL(name, base).href;

/** Firefox asks for updates by https only, on one's own machine too. */
export const firefoxAsks = (base: BaseUrl | null): base is BaseUrl => base?.protocol === 'https:';

/** One to four numbers, as both browsers want a version. */
const VERSION = /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){0,3}$/;

/**
 * The manifest of a build.
 * @param version what package.json says; a build of another version is stale
 * @throws PackageError if it cannot be packaged
 */
export const readManifest = (text: string, version: string, where: string): Manifest => {
  const manifest: unknown = JSON.parse(text);
  if (!isRecord(manifest)) throw new PackageError(`${where}: this is no manifest. Build again.`);
  if (!VERSION.test(version))
    throw new PackageError(
      `package.json: version "${version}" is none that browsers know; write one to four numbers, such as 1.2.0.`,
    );
  if (manifest.version !== version)
    throw new PackageError(
      `${where}: version ${String(manifest.version)}, but package.json says ${version}. Build again: npm run build:all`,
    );
  return manifest;
};

/** Chromium's: the key that names it, and where it asks for updates once it is published. */
export const chromiumManifest = (
  manifest: Manifest,
  { key, base }: { readonly key: string | null; readonly base: BaseUrl | null },
): Manifest => ({
  ...manifest,
  ...(key === null ? {} : { key }),
  // Without a key there is nothing that could be updated.
  ...(key === null || base === null ? {} : { update_url: addressOf(base, UPDATES.chromium) }),
});

/** What the manifest says of itself to Firefox. */
export const geckoOf = (manifest: Manifest): { readonly id: string; readonly strict_min_version: string } => {
  const settings = manifest.browser_specific_settings;
  const gecko = isRecord(settings) ? settings.gecko : undefined;
  if (!isRecord(gecko) || typeof gecko.id !== 'string' || typeof gecko.strict_min_version !== 'string')
    throw new PackageError(
      'dist/firefox/manifest.json: browser_specific_settings.gecko lacks id or strict_min_version. Build again.',
    );
  return { ...gecko, id: gecko.id, strict_min_version: gecko.strict_min_version };
};

/** Firefox's: where it asks for updates once it is published. */
export const firefoxManifest = (manifest: Manifest, base: BaseUrl | null): Manifest =>
  firefoxAsks(base)
    ? {
        ...manifest,
        browser_specific_settings: {
          gecko: { ...geckoOf(manifest), update_url: addressOf(base, UPDATES.firefox) },
        },
      }
    : manifest;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const inXml = (text: string): string => text.replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);

/** What Chromium reads at `update_url`. */
export const updateXml = (release: {
  readonly extensionId: string;
  readonly version: string;
  /** Address of the CRX. */
  readonly codebase: string;
  /** Oldest Chromium that may take it. */
  readonly oldest: string;
}): string => `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${inXml(release.extensionId)}">
    <updatecheck codebase="${inXml(release.codebase)}" version="${inXml(release.version)}" prodversionmin="${inXml(release.oldest)}"/>
  </app>
</gupdate>
`;

/** What Firefox reads at `update_url`. Holds no hash: Mozilla's signature changes the file, and https guards the way. */
export const updateJson = (release: {
  readonly id: string;
  readonly version: string;
  /** Address of the XPI. */
  readonly link: string;
  /** Oldest Firefox that may take it. */
  readonly oldest: string;
}): string =>
  `${JSON.stringify(
    {
      addons: {
        [release.id]: {
          updates: [
            {
              version: release.version,
              update_link: release.link,
              applications: { gecko: { strict_min_version: release.oldest } },
            },
          ],
        },
      },
    },
    null,
    2,
  )}\n`;
