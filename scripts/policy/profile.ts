/** macOS: configuration profiles, which are property lists in XML. */
import { createHash } from 'node:crypto';
import { type Deployment, isRecord, type Problem } from './answers.ts';
import { type Browser, type Found, forcelistEntry, readForcelist } from './found.ts';
import { firefoxPolicies, foundInFirefox } from './json.ts';
import { block, childrenOf, inXml, readXml, tag } from './xml.ts';

type Brand = Exclude<Browser, 'chromium'>;

/** Preference domains of the browsers. */
const DOMAINS: Readonly<Record<Brand, string>> = {
  chrome: 'com.google.Chrome',
  edge: 'com.microsoft.Edge',
  firefox: 'org.mozilla.firefox',
};

const plistOf = (value: unknown): string => {
  if (typeof value === 'boolean') return tag(value ? 'true' : 'false', {});
  if (typeof value === 'number') return tag('integer', {}, String(value));
  if (Array.isArray(value)) return block('array', {}, (value as unknown[]).map(plistOf));
  if (isRecord(value))
    return block(
      'dict',
      {},
      Object.entries(value).flatMap(([key, inner]) => [tag('key', {}, inXml(key)), plistOf(inner)]),
    );
  return tag('string', {}, inXml(String(value)));
};

/** The same contents have the same number, so that a profile made again is known to be the same. */
const uuidOf = (...parts: readonly unknown[]): string => {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
    .join('-')
    .toUpperCase();
};

const payload = (type: string, values: Readonly<Record<string, unknown>>) => {
  const identifier = `id.jaganetral.${type}`;
  return {
    PayloadType: type,
    PayloadVersion: 1,
    PayloadIdentifier: identifier,
    PayloadUUID: uuidOf(identifier, values),
    PayloadEnabled: true,
    ...values,
  };
};

/** A profile for one browser. */
export const profileOf = (browser: Brand, deployment: Deployment): string => {
  const { extensionId, updateUrl, organization, settings } = deployment;
  const domain = DOMAINS[browser];
  const content =
    browser === 'firefox'
      ? [payload(domain, { EnterprisePoliciesEnabled: true, ...firefoxPolicies(deployment) })]
      : [
          ...(updateUrl === null
            ? []
            : [payload(domain, { ExtensionInstallForcelist: [forcelistEntry(extensionId, updateUrl)] })]),
          payload(`${domain}.extensions.${extensionId}`, settings),
        ];
  const identifier = `id.jaganetral.profile.${browser}`;
  const profile = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: identifier,
    PayloadUUID: uuidOf(identifier, content),
    PayloadDisplayName: `Jaga Netral (${browser})`,
    ...(organization === '' ? {} : { PayloadOrganization: organization }),
    PayloadScope: 'System',
    PayloadContent: content,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
${tag('plist', { version: '1.0' }, `\n${plistOf(profile)}\n`)}
`;
};

/** @throws Error for an element that is none of a property list */
const plistValue = (element: Element): unknown => {
  switch (element.localName) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'integer':
      return Number(element.textContent);
    case 'string':
      return element.textContent ?? '';
    case 'array':
      return childrenOf(element).map(plistValue);
    case 'dict': {
      const children = childrenOf(element);
      const values: Record<string, unknown> = {};
      for (let at = 0; at < children.length; at += 2) {
        const [key, value] = [children[at], children[at + 1]];
        if (key?.localName !== 'key' || value === undefined)
          throw new Error(`<dict> has <${key?.localName}> where a <key> with a value should be`);
        values[key.textContent ?? ''] = plistValue(value);
      }
      return values;
    }
    default:
      throw new Error(`<${element.localName}> is not used in profiles of Jaga Netral`);
  }
};

const notAProfile = (message: string): { readonly found: Found[]; readonly problems: Problem[] } => ({
  found: [],
  problems: [
    {
      key: '(whole file)',
      message,
      remedy: 'Make the profile again with npm run policy, and change the answers instead.',
    },
  ],
});

/** Reads a profile; signed ones are no XML and are refused. */
export const foundInProfile = async (
  text: string,
  wanted: { readonly geckoId: string; readonly extensionId: string | null },
): Promise<{ readonly found: readonly Found[]; readonly problems: readonly Problem[] }> => {
  const reading = await readXml(text);
  if ('fault' in reading) return notAProfile(`This is no XML: ${reading.fault}`);
  const [dict] = childrenOf(reading.document.documentElement, 'dict');
  if (reading.document.documentElement.localName !== 'plist' || !dict)
    return notAProfile('This is no property list with a <dict>.');
  let profile: unknown;
  try {
    profile = plistValue(dict);
  } catch (error) {
    return notAProfile(error instanceof Error ? error.message : String(error));
  }
  const content = isRecord(profile) && Array.isArray(profile.PayloadContent) ? profile.PayloadContent : [];
  const payloads = (content as unknown[]).filter(isRecord);
  const ofType = (type: string) => payloads.find((one) => one.PayloadType === type);
  const found: Found[] = [];
  for (const browser of ['chrome', 'edge'] as const) {
    const prefix = `${DOMAINS[browser]}.extensions.`;
    const own = payloads.filter((one) => String(one.PayloadType).startsWith(prefix));
    const settings = own.find((one) => one.PayloadType === `${prefix}${wanted.extensionId}`) ?? own[0];
    const configuredId = settings ? String(settings.PayloadType).slice(prefix.length) : null;
    const entry = readForcelist(
      ofType(DOMAINS[browser])?.ExtensionInstallForcelist,
      configuredId ?? wanted.extensionId,
    );
    if (configuredId === null && entry === null) continue;
    found.push({
      browser,
      installedId: entry?.id ?? null,
      configuredId,
      address: entry?.address ?? null,
      settings: settings
        ? Object.fromEntries(Object.entries(settings).filter(([key]) => !key.startsWith('Payload')))
        : null,
    });
  }
  const firefox = ofType(DOMAINS.firefox);
  const problems: Problem[] = [];
  if (firefox) {
    const inside = foundInFirefox(firefox, wanted.geckoId);
    if (inside) found.push(inside);
    if (firefox.EnterprisePoliciesEnabled !== true)
      problems.push({
        key: 'EnterprisePoliciesEnabled',
        message: 'It is not set: Firefox on macOS then reads none of the policies.',
        remedy: 'Set EnterprisePoliciesEnabled to true.',
      });
  }
  return { found, problems };
};
