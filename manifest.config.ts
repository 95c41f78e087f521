/**
 * The manifest, in one typed place, for both browsers: what differs between them stands here and nowhere else.
 * Each permission is explained in docs/permissions.md.
 */
import { defineManifest, type ManifestV3Export } from '@crxjs/vite-plugin';
import packageJson from './package.json' with { type: 'json' };

/** What a build is for; also the name of its folder under `dist`. */
export type BuildTarget = 'chromium' | 'firefox';

/** Public half of a key whose private half was never kept: it only fixes the extension's id for ever. */
const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtcPsgsM2XN26h45AyM+LCczj2ZASW/af+i4WZMAv1z5o6bTYOCMrGkzZQWLHQy2N6bTZE383iZpjjVGNU9aUwhHBNcYKYFQzuMlgwWfYaZ/B44Y78SctwYEjGRmgwHHUtTwmP0+qdy9viB2jmdeIxrnGbtr/sEu6P6aLYXndFT5Mc/3yQO4mLGjOSwvWF4w27e/JeGjqxRg9oOIM/v6UdBK/Nu7mr4rdBkDTl1+mgkySf6AuDqDUUI6vn5h+7NbqKVk8gBnb0o9osHmWwUS0cM37ewI0ZA9p8SnkB7Y1hHZaHh/aZ3Vr7a2POTza9Qez2KKP7Eu5d0sNapR9gCtMbwIDAQAB';

const X = [
  'https://x.com/*',
  'https://twitter.com/*',
  'https://mobile.x.com/*',
  'https://mobile.twitter.com/*',
];
const FACEBOOK = ['https://www.facebook.com/*', 'https://web.facebook.com/*'];
const FACEBOOK_MOBILE = ['https://m.facebook.com/*'];
/** Facebook's buttons on other sites: each stands in a frame, where it acts at once. */
const FACEBOOK_FRAMES = ['https://*.facebook.com/plugins/*', 'https://*.facebook.com/v*/plugins/*'];
/** Where the share buttons of other sites lead. */
const FACEBOOK_SHARER = [...FACEBOOK, ...FACEBOOK_MOBILE].flatMap((site) =>
  ['sharer.php*', 'share.php*', 'sharer/*', 'dialog/*', 'v*/dialog/*'].map((path) => site.replace('*', path)),
);
const INSTAGRAM = ['https://www.instagram.com/*'];
const THREADS = ['https://www.threads.com/*', 'https://www.threads.net/*'];
const SITES = [X, FACEBOOK, FACEBOOK_MOBILE, INSTAGRAM, THREADS];

/**
 * Names the extension for Firefox for ever, as `key` does for Chromium: storage, policies and updates hang on it.
 * It only has the form of an address; there is no such mailbox.
 */
const GECKO_ID = 'jaga-netral@jaganetral.id';

/** The service worker, a program of its own in Chromium; an event page in Firefox, which knows no such worker. */
const BACKGROUND = 'src/background/worker.ts';

/**
 * The witness (docs/permissions.md): asked for in the options or the popup, never at the installation. Chromium
 * wants the sites a second time for it, Firefox counts those of the content scripts.
 */
const WITNESS = ['webRequest' as const];

/** What one browser wants and the other would warn about. */
const ONLY = {
  chromium: {
    key: KEY,
    minimum_chrome_version: '120',
    background: { service_worker: BACKGROUND, type: 'module' },
    optional_host_permissions: SITES.flat(),
    // Firefox hands a policy over without a schema.
    storage: { managed_schema: 'managed_schema.json' },
  },
  firefox: {
    background: { scripts: [BACKGROUND], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: GECKO_ID,
        // The extended support release that first understands `data_collection_permissions`.
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none' as const] },
      },
    },
  },
} satisfies Record<BuildTarget, object>;

/** The manifest of a build. */
export const manifestFor = (target: BuildTarget): ManifestV3Export =>
  defineManifest({
    manifest_version: 3,
    name: '__MSG_ext_name__',
    description: '__MSG_ext_description__',
    default_locale: 'id',
    version: packageJson.version,
    icons: {
      16: 'icons/mark-16.png',
      32: 'icons/mark-32.png',
      48: 'icons/mark-48.png',
      128: 'icons/mark-128.png',
    },
    action: {
      default_popup: 'src/pages/popup/index.html',
      default_title: '__MSG_ext_action_title__',
      default_icon: { 16: 'icons/mark-16.png', 32: 'icons/mark-32.png' },
    },
    options_ui: { page: 'src/pages/options/index.html', open_in_tab: true },
    // Alarms: when the agency's pack is to be asked for (docs/permissions.md).
    permissions: ['storage', 'alarms'],
    optional_permissions: WITNESS,
    content_scripts: [
      {
        matches: X,
        js: ['src/content/x.iife.ts'],
        run_at: 'document_start',
      },
      {
        matches: FACEBOOK,
        exclude_matches: [...FACEBOOK_FRAMES, ...FACEBOOK_SHARER],
        js: ['src/content/facebook.iife.ts'],
        run_at: 'document_start',
      },
      {
        matches: FACEBOOK_MOBILE,
        exclude_matches: [...FACEBOOK_FRAMES, ...FACEBOOK_SHARER],
        js: ['src/content/facebook-mobile.iife.ts'],
        run_at: 'document_start',
      },
      {
        matches: FACEBOOK_SHARER,
        js: ['src/content/facebook-outside.iife.ts'],
        run_at: 'document_start',
      },
      {
        matches: FACEBOOK_FRAMES,
        all_frames: true,
        js: ['src/content/facebook-outside.iife.ts'],
        run_at: 'document_start',
      },
      {
        matches: INSTAGRAM,
        js: ['src/content/instagram.iife.ts'],
        run_at: 'document_start',
      },
      {
        matches: THREADS,
        js: ['src/content/threads.iife.ts'],
        run_at: 'document_start',
      },
      // What a person sees, for all sites, once there is a document to see.
      {
        matches: SITES.flat(),
        exclude_matches: FACEBOOK_FRAMES,
        js: ['src/content/surface.iife.ts'],
        run_at: 'document_end',
      },
      {
        matches: FACEBOOK_FRAMES,
        all_frames: true,
        js: ['src/content/surface.iife.ts'],
        run_at: 'document_end',
      },
    ],
    // The worker may ask an agency's server; the pages themselves forbid that to themselves once more (their `meta`).
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' https:; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'self'; frame-ancestors 'self'",
    },
    ...ONLY[target],
  });
