/**
 * Reads the text back out of a PDF that Chromium printed, with the place of each run of it: enough of the format for what
 * its printer (Skia) writes, whose objects are plain, whose fonts say which characters their glyphs are, and nothing more.
 */
import { inflateSync } from 'node:zlib';

/** A run of text as it stands on a page; points from the upper left corner of the paper. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** In the order in which they were painted, which is the page's own. */
  readonly runs: readonly Run[];
}

interface Part {
  readonly dictionary: string;
  readonly stream: string;
}
type Parts = ReadonlyMap<number, Part>;
/** a b c d e f of the format: x' = ax + cy + e. */
type Matrix = readonly [number, number, number, number, number, number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** First `one`, then `other`. */
const times = (one: Matrix, other: Matrix): Matrix => {
  const [a, b, c, d, e, f] = one;
  const [A, B, C, D, E, F] = other;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
};

/** Every object of the file by its number; streams as one character a byte. */
const partsOf = (file: string): Parts => {
  const parts = new Map<number, Part>();
  const head = /(\d+) 0 obj\s/g;
  for (let match = head.exec(file); match; match = head.exec(file)) {
    const end = file.indexOf('endobj', head.lastIndex);
    const body = file.slice(head.lastIndex, end);
    const begin = /stream\r?\n/.exec(body);
    const dictionary = begin ? body.slice(0, begin.index) : body;
    let stream = '';
    if (begin) {
      const from = head.lastIndex + begin.index + begin[0].length;
      const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
      const bytes = Buffer.from(file.slice(from, from + length), 'latin1');
      // Of what is packed otherwise, pictures, nobody reads a text.
      if (/\/FlateDecode/.test(dictionary) && !/\/Image/.test(dictionary))
        stream = inflateSync(bytes).toString('latin1');
      else stream = bytes.toString('latin1');
      head.lastIndex = from + length;
    }
    parts.set(Number(match[1]), { dictionary, stream });
  }
  return parts;
};

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16)));

interface Font {
  readonly bytesOfCode: number;
  readonly characters: ReadonlyMap<number, string>;
}

const fontOf = (parts: Parts, number: number): Font => {
  const { dictionary = '' } = parts.get(number) ?? {};
  const map = parts.get(Number(/\/ToUnicode (\d+)/.exec(dictionary)?.[1]))?.stream ?? '';
  const characters = new Map<number, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      characters.set(Number.parseInt(code, 16), utf16(text));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const first = Number.parseInt(from, 16);
      for (let code = first; code <= Number.parseInt(to, 16); code += 1)
        characters.set(code, String.fromCharCode(Number.parseInt(text, 16) + code - first));
    }
  return { bytesOfCode: /\/Type0/.test(dictionary) ? 2 : 1, characters };
};

/** A string of the format, (literal) or <hexadecimal>, as one character a byte. */
const bytesOf = (token: string): string => {
  if (token.startsWith('<'))
    return (token.slice(1, -1).replace(/\s/g, '').match(/../g) ?? [])
      .map((hex) => String.fromCharCode(Number.parseInt(hex, 16)))
      .join('');
  const PLAIN: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return token
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|[\s\S])/g, (_, what: string) =>
      /^[0-7]/.test(what) ? String.fromCharCode(Number.parseInt(what, 8)) : (PLAIN[what] ?? what),
    );
};

/** Words of the format: UTF-16 behind its mark, otherwise a byte a character. */
const wordsOf = (bytes: string): string =>
  bytes.startsWith('\u00fe\u00ff')
    ? Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le')
    : bytes;

const TOKEN =
  /<<|>>|<[0-9A-Fa-f\s]*>|\((?:\\[\s\S]|[^\\()])*\)|\[|\]|\/[^\s<>()[\]/]+|[-+]?(?:\d+\.?\d*|\.\d+)|[A-Za-z'"*]+/g;

/** Names of resources under which a page or a form knows other objects: fonts and forms. */
const namesOf = (parts: Parts, dictionary: string): ReadonlyMap<string, number> => {
  const resources = /\/Resources (\d+) 0 R/.exec(dictionary)?.[1];
  const text = resources ? (parts.get(Number(resources))?.dictionary ?? '') : dictionary;
  return new Map(
    [...text.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', number]) => [name, Number(number)]),
  );
};

/** What a stream of operators paints as text. */
const runsOf = (parts: Parts, { dictionary, stream }: Part, outer: Matrix): Run[] => {
  const names = namesOf(parts, dictionary);
  const fonts = new Map<string, Font>();
  const runs: Run[] = [];
  const saved: Matrix[] = [];
  let matrix = outer;
  let line = IDENTITY;
  let font: Font | null = null;
  let given: string[] = [];
  /** For each piece of marked content the text that it says it is, if it says so. */
  const marked: (string | null)[] = [];
  const numbers = (count: number): number[] => given.slice(-count).map(Number);
  const show = (strings: readonly string[]) => {
    const [, , , , x, y] = times(line, matrix);
    const told = marked.findLast((one) => one !== null);
    let text = told ?? '';
    if (told === undefined || told === null)
      for (const bytes of strings.map(bytesOf))
        for (let at = 0; at < bytes.length; at += font?.bytesOfCode ?? 1) {
          let code = 0;
          for (const byte of bytes.slice(at, at + (font?.bytesOfCode ?? 1)))
            code = code * 256 + byte.charCodeAt(0);
          text += font?.characters.get(code) ?? '';
        }
    else marked[marked.lastIndexOf(told)] = '';
    if (text !== '') runs.push({ text, x, y });
  };
  for (const [token] of stream.matchAll(TOKEN)) {
    if (!/^[A-Za-z'"*]+$/.test(token)) {
      given.push(token);
      continue;
    }
    if (token === 'q') saved.push(matrix);
    else if (token === 'Q') matrix = saved.pop() ?? outer;
    else if (token === 'cm') matrix = times(numbers(6) as unknown as Matrix, matrix);
    else if (token === 'BT') line = IDENTITY;
    else if (token === 'Tm') line = numbers(6) as unknown as Matrix;
    else if (token === 'Td') line = times([1, 0, 0, 1, ...numbers(2)] as unknown as Matrix, line);
    else if (token === 'Tf') {
      const name = given.at(-2)?.slice(1) ?? '';
      font = fonts.get(name) ?? fontOf(parts, names.get(name) ?? 0);
      fonts.set(name, font);
    } else if (token === 'Tj' || token === 'TJ') show(given.filter((one) => /^[<(](?!<)/.test(one)));
    else if (token === 'BDC' || token === 'BMC') {
      const at = given.indexOf('/ActualText');
      marked.push(at < 0 ? null : wordsOf(bytesOf(given[at + 1] ?? '<>')));
    } else if (token === 'EMC') marked.pop();
    else if (token === 'Do') {
      const form = parts.get(names.get(given.at(-1)?.slice(1) ?? '') ?? 0);
      if (form && /\/Form/.test(form.dictionary)) runs.push(...runsOf(parts, form, matrix));
    }
    given = [];
  }
  return runs;
};

/** The sheets of a PDF in their order. */
export const readPdf = (bytes: Uint8Array): Sheet[] => {
  const parts = partsOf(Buffer.from(bytes).toString('latin1'));
  const pages = (number: number): Part[] => {
    const part = parts.get(number);
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(part?.dictionary ?? '')?.[1];
    if (kids === undefined) return part ? [part] : [];
    return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => pages(Number(kid)));
  };
  const catalog = [...parts.values()].find(({ dictionary }) => /\/Type \/Catalog/.test(dictionary));
  const root = Number(/\/Pages (\d+) 0 R/.exec(catalog?.dictionary ?? '')?.[1]);
  return pages(root).map(({ dictionary }) => {
    const [width = 0, height = 0] = (/\/MediaBox \[([^\]]*)\]/.exec(dictionary)?.[1] ?? '')
      .trim()
      .split(/\s+/)
      .map(Number)
      .slice(2);
    const content = parts.get(Number(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1]))?.stream ?? '';
    // The format counts from the lower left corner.
    const runs = runsOf(parts, { dictionary, stream: content }, IDENTITY);
    return { width, height, runs: runs.map(({ text, x, y }) => ({ text, x, y: height - y })) };
  });
};
