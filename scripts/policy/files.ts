/** The set of files that is made from a deployment, and where each goes on a machine. */
import { ADML_LANGUAGES, ADML_NAME, ADMX_NAME, type AdmlLanguage, admlOf, admxOf } from './admx.ts';
import type { Deployment } from './answers.ts';
import { chromiumPolicies, firefoxPolicies } from './json.ts';
import { profileOf } from './profile.ts';
import { registryOf, writeReg } from './registry.ts';

const jsonBytes = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** File contents by path. The same deployment gives the same bytes. */
export const filesOf = (deployment: Deployment): ReadonlyMap<string, Uint8Array> => {
  const files = new Map<string, Uint8Array>();
  files.set(`windows/${ADMX_NAME}`, Buffer.from(admxOf(deployment)));
  for (const language of Object.keys(ADML_LANGUAGES) as AdmlLanguage[])
    files.set(`windows/${language}/${ADML_NAME}`, Buffer.from(admlOf(language)));
  for (const browser of ['chrome', 'edge', 'firefox'] as const) {
    files.set(`windows/${browser}.reg`, writeReg(registryOf(browser, deployment)));
    files.set(`macos/${browser}.mobileconfig`, Buffer.from(profileOf(browser, deployment)));
  }
  for (const browser of ['chromium', 'chrome', 'edge'])
    files.set(`linux/${browser}/jaga-netral.json`, jsonBytes(chromiumPolicies(deployment)));
  files.set('firefox/policies.json', jsonBytes({ policies: firefoxPolicies(deployment) }));
  return files;
};

/** Where each goes; for the end of the command's output. */
export const DESTINATIONS: readonly (readonly [file: string, place: string])[] = [
  [
    `windows/${ADMX_NAME}, id-ID, en-US`,
    '\\\\DOMAIN\\SYSVOL\\DOMAIN\\Policies\\PolicyDefinitions (group policy)',
  ],
  ['windows/*.reg', 'reg import FILE, one machine; settings and installation'],
  ['macos/*.mobileconfig', 'your device management (MDM)'],
  ['linux/chromium/', '/etc/chromium/policies/managed/'],
  ['linux/chrome/', '/etc/opt/chrome/policies/managed/'],
  ['linux/edge/', '/etc/opt/edge/policies/managed/'],
  ['firefox/policies.json', '/etc/firefox/policies/ or distribution/ beside the program'],
];
