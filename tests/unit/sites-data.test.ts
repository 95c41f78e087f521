/**
 * The adapters' data must not rot: every list has a note that says what each entry is for, how it is known and when
 * it was checked; files are formatted one way; selectors parse; a label means one thing.
 */
// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import facebook from '../../rules/sites/facebook.json' with { type: 'json' };
import facebookNotes from '../../rules/sites/facebook.notes.json' with { type: 'json' };
import instagram from '../../rules/sites/instagram.json' with { type: 'json' };
import instagramNotes from '../../rules/sites/instagram.notes.json' with { type: 'json' };
import threads from '../../rules/sites/threads.json' with { type: 'json' };
import threadsNotes from '../../rules/sites/threads.notes.json' with { type: 'json' };
import x from '../../rules/sites/x.json' with { type: 'json' };
import xNotes from '../../rules/sites/x.notes.json' with { type: 'json' };

interface Note {
  readonly purpose: string;
  readonly evidence: string;
  readonly seen: string;
  readonly checked: string;
}
interface Data {
  readonly site: string;
  readonly checked: string;
  readonly selectors: Readonly<Record<string, readonly string[]>>;
  readonly labels: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
interface Notes {
  readonly site: string;
  readonly selectors: Readonly<Record<string, readonly Note[]>>;
  readonly groups: Readonly<Record<string, Note>>;
}

const SITES: readonly (readonly [Data, Notes])[] = [
  [x, xNotes],
  [facebook, facebookNotes],
  [instagram, instagramNotes],
  [threads, threadsNotes],
];
const EVIDENCE = ['capture', 'own-code', 'extension', 'unverified'];

describe.each(SITES)('rules/sites, $site', (data, notes) => {
  it('has a note for every selector of every generation, and none too many', () => {
    const count = (lists: Readonly<Record<string, readonly unknown[]>>) =>
      Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]));
    expect(count(notes.selectors)).toEqual(count(data.selectors));
    const groups = Object.keys(data).filter((key) => !['site', 'checked', 'selectors'].includes(key));
    expect(Object.keys(notes.groups)).toEqual(groups);
  });

  it('says in each note what for, how known, and when checked', () => {
    for (const note of [...Object.values(notes.selectors).flat(), ...Object.values(notes.groups)]) {
      expect(note.purpose.length).toBeGreaterThan(10);
      expect(EVIDENCE).toContain(note.evidence);
      expect(note.seen).toMatch(/^20\d\d(-20\d\d)?$/);
      expect(note.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(note.checked <= data.checked).toBe(true);
    }
  });

  it('has selectors that parse', () => {
    for (const selector of Object.values(data.selectors).flat())
      expect(() => document.querySelector(selector), selector).not.toThrow();
  });

  it('gives no label two meanings, and every kind an Indonesian and an English label', () => {
    const seen = new Map<string, string>();
    for (const [kind, languages] of Object.entries(data.labels)) {
      expect(languages.id?.length, kind).toBeGreaterThan(0);
      expect(languages.en?.length, kind).toBeGreaterThan(0);
      for (const label of new Set(
        Object.values(languages)
          .flat()
          .map((one) => one.toLowerCase()),
      )) {
        expect(seen.get(label) ?? kind, `"${label}" is ${seen.get(label)} and ${kind}`).toBe(kind);
        seen.set(label, kind);
      }
    }
  });

  it('is formatted with two spaces and a line break at the end', () => {
    for (const name of [`${data.site}.json`, `${data.site}.notes.json`]) {
      const text = readFileSync(join(import.meta.dirname, '../../rules/sites', name), 'utf8');
      expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    }
  });
});
