/** Linux and Firefox: policies as JSON files. */
import { POLICY_KEYS } from '../../src/domain/policy.ts';
import { type Deployment, isRecord } from './answers.ts';
import { type Found, forcelistEntry, readForcelist } from './found.ts';

/** What Chromium, Chrome and Edge read on Linux. */
export const chromiumPolicies = ({ extensionId, updateUrl, settings }: Deployment): object => ({
  ...(updateUrl === null ? {} : { ExtensionInstallForcelist: [forcelistEntry(extensionId, updateUrl)] }),
  '3rdparty': { extensions: { [extensionId]: settings } },
});

/** What Firefox knows under `policies`, in its file and in a profile of macOS. */
export const firefoxPolicies = ({
  geckoId,
  installUrl,
  allowUnsigned,
  settings,
}: Deployment): Readonly<Record<string, unknown>> => ({
  ...(installUrl === null
    ? {}
    : {
        ExtensionSettings: {
          [geckoId]: { installation_mode: 'force_installed', install_url: installUrl },
        },
      }),
  ...(installUrl !== null && allowUnsigned
    ? {
        Preferences: {
          'xpinstall.signatures.required': { Value: false, Status: 'locked', Type: 'boolean' },
        },
      }
    : {}),
  '3rdparty': { Extensions: { [geckoId]: settings } },
});

const at = (value: unknown, ...way: readonly string[]): unknown =>
  way.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);

/** Of several extensions the wanted one, else one that has a key of ours, else the only one. */
export const pickExtension = (extensions: unknown, wanted: string | null): string | null => {
  if (!isRecord(extensions)) return null;
  const ids = Object.keys(extensions);
  const isOurs = (id: string) => {
    const settings = extensions[id];
    return isRecord(settings) && Object.keys(settings).some((key) => Object.hasOwn(POLICY_KEYS, key));
  };
  return ids.find((id) => id === wanted) ?? ids.find(isOurs) ?? (ids.length === 1 ? (ids[0] ?? null) : null);
};

const settingsAt = (value: unknown): Readonly<Record<string, unknown>> | null =>
  isRecord(value) ? value : null;

/** What a policy of Chromium's form says; null if nothing for us. */
export const foundInChromium = (policies: unknown, wanted: string | null): Found | null => {
  const extensions = at(policies, '3rdparty', 'extensions');
  const configuredId = pickExtension(extensions, wanted);
  const entry = readForcelist(at(policies, 'ExtensionInstallForcelist'), configuredId ?? wanted);
  if (configuredId === null && entry === null) return null;
  return {
    browser: 'chromium',
    installedId: entry?.id ?? null,
    configuredId,
    address: entry?.address ?? null,
    settings: configuredId === null ? null : settingsAt(at(extensions, configuredId)),
  };
};

/** What stands under Firefox's `policies`; null if nothing for us. */
export const foundInFirefox = (policies: unknown, geckoId: string): Found | null => {
  const settings = settingsAt(at(policies, '3rdparty', 'Extensions', geckoId));
  const own = at(policies, 'ExtensionSettings', geckoId);
  const address = at(own, 'install_url');
  if (settings === null && own === undefined) return null;
  return {
    browser: 'firefox',
    installedId: own === undefined ? null : geckoId,
    configuredId: settings === null ? null : geckoId,
    address: typeof address === 'string' ? address : null,
    settings,
  };
};
