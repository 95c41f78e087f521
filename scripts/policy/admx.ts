/**
 * Windows group policy: an ADMX file with a policy for each key and browser, and its texts (ADML) in two languages. It
 * is a form to be filled in by the administrator's editor, so only the extension's id is in it. The installation is not:
 * each browser's own ADMX has a policy for that, and two policies that write the same list delete each other's entries.
 *
 * The rules followed are Microsoft's: [MS-GPREG] 7, "ADMX policy definition schema" and "file structure schema".
 */
import { type KeySpec, POLICY_KEYS, policyKeys } from '../../src/domain/policy.ts';
import { type Problem, textsOf } from './answers.ts';
import { settingsKey } from './registry.ts';
import { block, childrenOf, inXml, tag } from './xml.ts';

/** Languages of the texts, as Windows names their folders. */
export const ADML_LANGUAGES = { 'id-ID': 'id', 'en-US': 'en' } as const;
export type AdmlLanguage = keyof typeof ADML_LANGUAGES;

/** File names; the texts stand in a folder named after the language. */
export const ADMX_NAME = 'jaga-netral.admx';
export const ADML_NAME = 'jaga-netral.adml';

const BROWSERS = ['chrome', 'edge', 'firefox'] as const;
type Brand = (typeof BROWSERS)[number];

const NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
const ROOT = { xmlns: NAMESPACE, revision: '1.0', schemaVersion: '1.0' };
const FIRST_LINE = '<?xml version="1.0" encoding="utf-8"?>';

/** What the templates say beside the texts of the keys. */
const WORDS: Readonly<Record<'id' | 'en', Readonly<Record<string, string>>>> = {
  id: {
    display: 'Jaga Netral',
    description: 'Pengaturan ekstensi peramban Jaga Netral',
    category: 'Jaga Netral',
    chrome: 'Google Chrome',
    edge: 'Microsoft Edge',
    firefox: 'Mozilla Firefox',
    supported_chrome: 'Google Chrome 120 atau lebih baru',
    supported_edge: 'Microsoft Edge 120 atau lebih baru',
    supported_firefox: 'Mozilla Firefox 140 atau lebih baru',
    example: 'Contoh:',
    off: 'Bila tidak dikonfigurasi, nilai bawaan ekstensi berlaku.',
    flag: 'Diaktifkan berarti ya, dinonaktifkan berarti tidak.',
  },
  en: {
    display: 'Jaga Netral',
    description: 'Settings of the browser extension Jaga Netral',
    category: 'Jaga Netral',
    chrome: 'Google Chrome',
    edge: 'Microsoft Edge',
    firefox: 'Mozilla Firefox',
    supported_chrome: 'Google Chrome 120 or newer',
    supported_edge: 'Microsoft Edge 120 or newer',
    supported_firefox: 'Mozilla Firefox 140 or newer',
    example: 'Example:',
    off: 'When it is not configured, the extension’s own default holds.',
    flag: 'Enabled means yes, disabled means no.',
  },
};

const string = (id: string): string => `$(string.${id})`;
const choiceId = (key: string, value: string): string => `${key}_${value.replace(/\W/g, '_')}`;

/** Longest text that group policy can write. */
const LONGEST_TEXT = 1023;

const elementOf = (key: string, spec: KeySpec, registryKey: string): string | null => {
  switch (spec.type) {
    case 'boolean':
      return null;
    case 'integer':
      return tag('decimal', {
        id: key,
        valueName: key,
        required: 'true',
        minValue: spec.least,
        maxValue: spec.most,
      });
    case 'array':
      // An empty prefix makes the names "1", "2", ..., which is what browsers take for a list.
      return tag('list', { id: key, key: `${registryKey}\\${key}`, valuePrefix: '' });
    case 'string':
      return spec.values === undefined
        ? tag('text', { id: key, valueName: key, required: 'true', maxLength: LONGEST_TEXT })
        : block(
            'enum',
            { id: key, valueName: key, required: 'true' },
            spec.values.map((value) =>
              tag(
                'item',
                { displayName: string(choiceId(key, value)) },
                tag('value', {}, tag('string', {}, inXml(value))),
              ),
            ),
          );
  }
};

const policyOf = (browser: Brand, key: string, spec: KeySpec, registryKey: string): string => {
  const element = elementOf(key, spec, registryKey);
  return block(
    'policy',
    {
      name: `${browser}_${key}`,
      class: 'Both',
      displayName: string(`${key}_title`),
      explainText: string(`${key}_help`),
      presentation: element === null ? undefined : `$(presentation.${key})`,
      key: registryKey,
      valueName: element === null ? key : undefined,
    },
    [
      tag('parentCategory', { ref: browser }),
      tag('supportedOn', { ref: `supported_${browser}` }),
      ...(element === null
        ? [
            tag('enabledValue', {}, tag('decimal', { value: 1 })),
            tag('disabledValue', {}, tag('decimal', { value: 0 })),
          ]
        : [block('elements', {}, [element])]),
    ],
  );
};

/** The form, for an extension id. */
export const admxOf = (ids: { readonly extensionId: string; readonly geckoId: string }): string =>
  `${FIRST_LINE}
<!-- Jaga Netral, extension ${ids.extensionId} (Chrome, Edge) and ${ids.geckoId} (Firefox). Made by npm run policy. -->
${block('policyDefinitions', ROOT, [
  block('policyNamespaces', {}, [tag('target', { prefix: 'jaganetral', namespace: 'JagaNetral.Policies' })]),
  tag('resources', { minRequiredRevision: '1.0' }),
  block('supportedOn', {}, [
    block(
      'definitions',
      {},
      BROWSERS.map((browser) =>
        tag('definition', { name: `supported_${browser}`, displayName: string(`supported_${browser}`) }),
      ),
    ),
  ]),
  block('categories', {}, [
    tag('category', { name: 'jaga_netral', displayName: string('category') }),
    ...BROWSERS.map((browser) =>
      block('category', { name: browser, displayName: string(browser) }, [
        tag('parentCategory', { ref: 'jaga_netral' }),
      ]),
    ),
  ]),
  block(
    'policies',
    {},
    BROWSERS.flatMap((browser) =>
      policyKeys.map((key) => policyOf(browser, key, POLICY_KEYS[key], settingsKey(browser, ids))),
    ),
  ),
])}
`;

const presentationOf = (key: string, spec: KeySpec, title: string): string | null => {
  const labelled = (name: string, more: Readonly<Record<string, string>> = {}) =>
    block(name, { refId: key, ...more }, [tag('label', {}, inXml(title))]);
  const plain = (name: string, more: Readonly<Record<string, string>> = {}) =>
    tag(name, { refId: key, ...more }, inXml(title));
  switch (spec.type) {
    case 'boolean':
      return null;
    case 'integer':
      return plain('decimalTextBox', { defaultValue: String(spec.example) });
    case 'array':
      return plain('listBox');
    case 'string':
      return spec.values === undefined
        ? labelled('textBox')
        : plain('dropdownList', {
            noSort: 'true',
            defaultItem: String(spec.values.indexOf(String(spec.example))),
          });
  }
};

const exampleOf = ({ example }: KeySpec): string =>
  Array.isArray(example) ? (example as unknown[]).map(String).join('\n') : String(example);

/** Texts and controls of the form in one language. */
export const admlOf = (language: AdmlLanguage): string => {
  const words = WORDS[ADML_LANGUAGES[language]];
  const text = textsOf(ADML_LANGUAGES[language]);
  const { display, description, example, off, flag, ...named } = words;
  const strings: [string, string][] = Object.entries(named);
  const presentations: string[] = [];
  for (const key of policyKeys) {
    const spec: KeySpec = POLICY_KEYS[key];
    const title = text(`policy_${key}_title`);
    const help = [text(`policy_${key}_description`)];
    if (spec.type === 'boolean') help.push(flag ?? '');
    else help.push(`${example}\n${exampleOf(spec)}`);
    strings.push([`${key}_title`, title], [`${key}_help`, [...help, off].join('\n\n')]);
    if (spec.type === 'string')
      for (const value of spec.values ?? []) strings.push([choiceId(key, value), value]);
    const presentation = presentationOf(key, spec, title);
    if (presentation !== null) presentations.push(block('presentation', { id: key }, [presentation]));
  }
  return `${FIRST_LINE}
${block('policyDefinitionResources', ROOT, [
  tag('displayName', {}, inXml(display ?? '')),
  tag('description', {}, inXml(description ?? '')),
  block('resources', {}, [
    block(
      'stringTable',
      {},
      // Ends of lines are written out, or setting in would be shown.
      strings.map(([id, content]) => tag('string', { id }, inXml(content).replaceAll('\n', '&#10;'))),
    ),
    block('presentationTable', {}, presentations),
  ]),
])}
`;
};

const all = (document: Document, name: string): Element[] =>
  [...document.getElementsByTagName('*')].filter((element) => element.localName === name);
const named = (elements: readonly Element[], attribute: string): Map<string, Element> =>
  new Map(elements.map((element) => [element.getAttribute(attribute) ?? '', element]));

const REMAKE = 'Make the templates again with npm run policy; do not edit them.';

/** Which control goes with which element, by Microsoft's schema. */
const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  text: ['textBox', 'comboBox'],
  enum: ['dropdownList'],
  decimal: ['decimalTextBox'],
  boolean: ['checkBox'],
  list: ['listBox'],
  multiText: ['multiTextBox'],
};

/**
 * What is wrong with a form and its texts: keys of the policy that lack, names used twice, references into nothing.
 * @param adml null where no texts are at hand
 */
export const admxProblems = (admx: Document, adml: Document | null): Problem[] => {
  const problems: Problem[] = [];
  const problem = (key: string, message: string) => problems.push({ key, message, remedy: REMAKE });
  const root = admx.documentElement;
  if (root.localName !== 'policyDefinitions' || root.namespaceURI !== NAMESPACE) {
    problem('(whole file)', 'This is no policyDefinitions of group policy.');
    return problems;
  }
  for (const attribute of ['revision', 'schemaVersion'])
    if (!/^\d{1,4}\.\d{1,5}$/.test(root.getAttribute(attribute) ?? ''))
      problem(attribute, 'The attribute is missing.');
  const ORDER = [
    'policyNamespaces',
    'supersededAdm',
    'annotation',
    'resources',
    'supportedOn',
    'categories',
    'policies',
  ];
  const order = childrenOf(root).map((child) => ORDER.indexOf(child.localName));
  if (order.includes(-1) || order.some((place, at) => at > 0 && place < (order[at - 1] ?? 0)))
    problem('(whole file)', `Its parts are not ${ORDER.join(', ')} in this order.`);
  const targets = all(admx, 'target');
  if (targets.length !== 1 || !targets[0]?.getAttribute('prefix') || !targets[0].getAttribute('namespace'))
    problem('target', 'There must be one, with prefix and namespace.');

  const policies = all(admx, 'policy');
  const policyNames = named(policies, 'name');
  if (policyNames.size !== policies.length) problem('policy', 'A name is used twice.');
  const categories = named(all(admx, 'category'), 'name');
  const supported = named(all(admx, 'definition'), 'name');
  for (const browser of BROWSERS)
    for (const key of policyKeys)
      if (!policyNames.has(`${browser}_${key}`)) problem(key, `There is no policy ${browser}_${key}.`);

  const strings = adml ? named(all(adml, 'string'), 'id') : null;
  const presentations = adml ? named(all(adml, 'presentation'), 'id') : null;
  if (adml && adml.documentElement.localName !== 'policyDefinitionResources')
    problem('(texts)', 'The texts are no policyDefinitionResources.');
  for (const element of admx.getElementsByTagName('*'))
    for (const { name, value } of element.attributes) {
      const [, table, id] = /^\$\((string|presentation)\.(\w+)\)$/.exec(value) ?? [];
      const isMissing =
        (table === 'string' && strings !== null && !strings.get(id ?? '')?.textContent?.trim()) ||
        (table === 'presentation' && presentations !== null && !presentations.has(id ?? ''));
      if (isMissing) problem(id ?? '', `${name}="${value}" is not in the texts.`);
      if (['displayName', 'explainText'].includes(name) && table !== 'string')
        problem(name, `"${value}" is no reference to a text.`);
    }
  for (const policy of policies) {
    const name = policy.getAttribute('name') ?? '';
    if (!['Machine', 'User', 'Both'].includes(policy.getAttribute('class') ?? ''))
      problem(name, 'Its class is none of Machine, User, Both.');
    if (!/^Software\\Policies\\/i.test(policy.getAttribute('key') ?? ''))
      problem(name, 'Its key is not below Software\\Policies.');
    for (const [part, table] of [
      ['parentCategory', categories],
      ['supportedOn', supported],
    ] as const) {
      const ref = childrenOf(policy, part)[0]?.getAttribute('ref') ?? '';
      if (!table.has(ref)) problem(name, `${part} "${ref}" is not defined.`);
    }
    const elements = childrenOf(policy, 'elements').flatMap((list) => childrenOf(list));
    const presentation = presentations?.get(
      /\.(\w+)\)$/.exec(policy.getAttribute('presentation') ?? '')?.[1] ?? '',
    );
    if (elements.length === 0 && !policy.getAttribute('valueName'))
      problem(name, 'It has neither elements nor a value.');
    for (const element of elements) {
      const id = element.getAttribute('id') ?? '';
      const controls = CONTROLS[element.localName];
      if (controls === undefined) problem(name, `<${element.localName}> is no element of a policy.`);
      else if (presentations !== null) {
        const control =
          presentation && childrenOf(presentation).find((one) => one.getAttribute('refId') === id);
        const first = Number(control?.getAttribute('defaultItem') ?? 0);
        if (!control) problem(name, `Element "${id}" has no control.`);
        else if (element.localName === 'enum' && !childrenOf(element, 'item')[first])
          problem(name, `The first choice of "${id}" is none of its items.`);
        else if (!controls.includes(control.localName))
          problem(name, `Element "${id}" is <${element.localName}>, its control <${control.localName}>.`);
      }
    }
  }
  return problems;
};
