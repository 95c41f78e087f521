/**
 * Reads the bytes of a pack: size, JSON, format, schema, and what the rules say to it. Whoever calls this has checked
 * the signature before: nothing here knows who wrote the bytes.
 */
import type { z } from 'zod';
import { disguised } from '../domain/disguise.ts';
import { checkPack } from './agency-checks.ts';
import { type AgencyPack, AgencyPackFile, PACK_FORMAT, type PackProblem } from './agency-pack.ts';
import type { Rules } from './bundle.ts';

/** No pack may be larger, in bytes. */
export const MAX_PACK_BYTES = 2 * 1024 * 1024;
/** People on candidate lists: each becomes a term of the page. Whole provinces belong into the gazetteer. */
const MAX_LISTED = 1_000;

export type PackFault = 'too-large' | 'not-json' | 'format-too-new' | 'schema' | 'content';

export interface PackFaults {
  readonly fault: PackFault;
  /** At least one, at most 50. */
  readonly problems: readonly PackProblem[];
}

/** So many problems are named; one slip can make thousands. */
const NAMED = 50;

/** `["participants", 3, "id"]` as `participants[3].id`. */
const showPath = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

const GUIDE = 'docs/admin/own-packs.md describes every field';

const inWords = (issue: z.core.$ZodIssue): PackProblem => {
  const path = showPath(issue.path);
  if (issue.code === 'unrecognized_keys')
    return { path, message: issue.message, remedy: 'Remove the field, or correct its name.' };
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message))
    return { path, message: 'this field is missing', remedy: `Write it; ${GUIDE}.` };
  if (issue.code === 'too_big')
    return { path, message: issue.message, remedy: `Shorten it, or leave something out; ${GUIDE}.` };
  return { path, message: issue.message, remedy: `Correct the value there; ${GUIDE}.` };
};

const refuse = (fault: PackFault, problems: readonly PackProblem[]): PackFaults => ({
  fault,
  problems: problems.slice(0, NAMED),
});

/** Deeper than any field of a pack. */
const MAX_DEPTH = 16;
const FOREIGN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What must hold for every value, wherever it stands: no key that JavaScript gives a meaning of its own, no letter that
 * looks like another. Without recursion: the depth is not ours to choose.
 */
const strangers = (data: unknown): PackProblem[] => {
  const problems: PackProblem[] = [];
  const open: [value: unknown, path: readonly PropertyKey[]][] = [[data, []]];
  while (open.length > 0 && problems.length < NAMED) {
    const [value, path] = open.pop() as (typeof open)[number];
    if (typeof value === 'string') {
      const sign = disguised(value);
      if (sign !== null)
        problems.push({
          path: showPath(path),
          message: `the character ${sign} is not allowed: it is invisible, or looks like another`,
          remedy: 'Type the text anew with ordinary Latin letters.',
        });
    } else if (typeof value === 'object' && value !== null) {
      if (path.length >= MAX_DEPTH)
        return [
          {
            path: showPath(path),
            message: 'values are nested too deeply',
            remedy: `Take them out; ${GUIDE}.`,
          },
        ];
      const keys = Array.isArray(value) ? [] : Object.keys(value).filter((key) => FOREIGN_KEYS.has(key));
      for (const key of keys)
        problems.push({
          path: showPath([...path, key]),
          message: `a field may not be called "${key}"`,
          remedy: 'Remove the field.',
        });
      // From the end, so that problems come out in the order of the file.
      const entries: [PropertyKey, unknown][] = Array.isArray(value)
        ? [...value.entries()]
        : Object.entries(value);
      for (const [key, entry] of entries.reverse()) open.push([entry, [...path, key]]);
    }
  }
  return problems;
};

const parse = (bytes: Uint8Array): { readonly data: unknown } | { readonly why: string } => {
  try {
    return { data: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
};

const listedPeople = ({ candidates }: AgencyPack): number =>
  candidates
    .flatMap(({ districts }) => districts)
    .flatMap(({ lists, pairs }): unknown[] => [...Object.values(lists ?? {}).flat(), ...(pairs ?? []).flat()])
    .filter((one) => one !== null).length;

/** The refusal of a pack that is too large to be looked at; null when it is not. */
export const tooLarge = ({ byteLength }: Uint8Array): PackFaults | null =>
  byteLength > MAX_PACK_BYTES
    ? refuse('too-large', [
        {
          path: '',
          message: `the pack has ${byteLength} bytes; the limit is ${MAX_PACK_BYTES} (2 MB)`,
          remedy: 'Leave out lists of other regions.',
        },
      ])
    : null;

/**
 * Reads a pack and compares it with the rules that it will be laid over.
 * @param rules those that ship with the extension
 * @returns the pack, or every problem found (at most 50); never throws
 */
export const readPack = (bytes: Uint8Array, rules: Rules): { readonly pack: AgencyPack } | PackFaults => {
  const large = tooLarge(bytes);
  if (large) return large;
  const parsed = parse(bytes);
  if ('why' in parsed)
    return refuse('not-json', [
      { path: '', message: `not valid JSON in UTF-8: ${parsed.why}`, remedy: 'Make it with pack:build.' },
    ]);
  const { data } = parsed;
  const format =
    typeof data === 'object' && data !== null ? (data as { readonly format?: unknown }).format : undefined;
  if (typeof format === 'number' && format > PACK_FORMAT)
    return refuse('format-too-new', [
      {
        path: 'format',
        message: `the pack has format ${format}; this version reads format ${PACK_FORMAT}`,
        remedy: 'Update the extension, or build the pack with the tools of this version.',
      },
    ]);
  const strange = strangers(data);
  if (strange.length > 0) return refuse('schema', strange);
  const result = AgencyPackFile.safeParse(data);
  if (!result.success) return refuse('schema', result.error.issues.map(inWords));
  const listed = listedPeople(result.data);
  const problems = checkPack(result.data, rules);
  if (listed > MAX_LISTED)
    problems.unshift({
      path: 'candidates',
      message: `${listed} people are listed; the limit is ${MAX_LISTED}`,
      remedy: 'Leave out lists of other regions; those of a whole province belong into the extension itself.',
    });
  return problems.length > 0 ? refuse('content', problems) : { pack: result.data };
};
