/**
 * `npm run --silent judge`: judges actions from the command line with the extension's own code, for agencies that
 * test their rules and for whoever wants to know why. JSON lines in, JSON lines out, in order; see docs/judge.md.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Decree, judge } from '../src/domain/judge.ts';
import { respond } from '../src/domain/response.ts';
import { DEFAULT_SETTINGS, isCivilDate } from '../src/domain/settings.ts';
import { ACTIONS, SITE_IDS, type Subject } from '../src/domain/vocabulary.ts';
import { rules } from '../src/pack/bundle.ts';
import { decreeOf } from '../src/pack/compile.ts';
import { createRecogniser, type Recogniser } from '../src/pack/recogniser.ts';
import { openGazetteer } from '../src/recognition/gazetteer.ts';
import { ignoredOf } from '../src/recognition/ignored.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const HELP = `Usage: npm run --silent judge < actions.jsonl > verdicts.jsonl

Each line of the input is a JSON object:
  action      ${ACTIONS.join(', ')} (required)
  text        text of the post, or with "post" the person's own words (required; may be empty)
  date        YYYY-MM-DD, the day to judge on (required)
  site        ${SITE_IDS.join(', ')} (default ${SITE_IDS[0]})
  author      {"handle", "name"} of whoever wrote the post, or owns the account
  imageText   alternative texts of its images
  quoted      a post inside it: {"author", "text", "imageText", "groupName", "pageTitle", "quoted"}
  groupName   name of the group, pageTitle: name of the page or event
  draft       the person's own words with a comment or quote; photo: true when a photo goes with them
  region      Kemendagri code where the person works, "36" or "36.03"
  strictness  longgar, normal, ketat (default ${DEFAULT_SETTINGS.strictness})
  employment  pns, pppk, ppnpn, spouse (default ${DEFAULT_SETTINGS.employment})

Each line of the output is {"verdict", "items", "stage", "evidence", "response"}, or {"error"} for a line that
could not be read; then the exit status is 1.`;

const author = z.object({ handle: z.string().optional(), name: z.string().optional() });
const post = {
  author: author.optional(),
  imageText: z.string().optional(),
  groupName: z.string().optional(),
  pageTitle: z.string().optional(),
};
interface Quoted {
  readonly text?: string | undefined;
  readonly author?: z.infer<typeof author> | undefined;
  readonly imageText?: string | undefined;
  readonly groupName?: string | undefined;
  readonly pageTitle?: string | undefined;
  readonly quoted?: Quoted | undefined;
}
const quoted: z.ZodType<Quoted> = z.object({
  ...post,
  text: z.string().optional(),
  quoted: z.lazy(() => quoted).optional(),
});
const regions = new Set(rules.regions.regions.map(({ code }) => code));
const Line = z.object({
  ...post,
  site: z.enum(SITE_IDS).default('x'),
  action: z.enum(ACTIONS),
  text: z.string(),
  quoted: quoted.optional(),
  draft: z.string().optional(),
  photo: z.boolean().default(false),
  date: z.string().refine(isCivilDate, 'not a day of the calendar; write YYYY-MM-DD'),
  region: z
    .string()
    .refine((code) => regions.has(code), 'no such region; write a Kemendagri code such as "36" or "36.03"')
    .nullish(),
  strictness: z.enum(['longgar', 'normal', 'ketat']).default(DEFAULT_SETTINGS.strictness),
  employment: z.enum(['pns', 'pppk', 'ppnpn', 'spouse']).default(DEFAULT_SETTINGS.employment),
});
type Line = z.infer<typeof Line>;

/** A quoted post's site is its quoter's. */
const subjectOf = ({ quoted, ...fields }: Quoted, site: Line['site']): Subject =>
  ({
    kind: 'post',
    site,
    text: '',
    // Absent fields stay absent: `undefined` is not a value of theirs.
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    ...(quoted ? { quoted: subjectOf(quoted, site) } : {}),
  }) as Subject;

const subjectFrom = (line: Line): Subject => {
  const { action, site, text, author, imageText, groupName, pageTitle, quoted, draft, photo } = line;
  // A new post is the person's own words, and nobody else's.
  const own = action === 'post' ? { text: '', draft: draft ?? text } : { text, draft };
  const subject = subjectOf({ ...own, author, imageText, groupName, pageTitle, quoted } as Quoted, site);
  return { ...subject, ...(action === 'post' ? { kind: 'draft' as const } : {}), draftHasPhoto: photo };
};

const MAX_RECOGNISERS = 80;
const recognisers = new Map<string, Recogniser>();

const file = readFileSync(join(root, 'src/generated/gazetteer.bin'));
const gazetteer = openGazetteer(
  file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer,
);
const decree = decreeOf(rules);
const NOTHING_IGNORED = ignoredOf([]);

const recogniserFor = (region: string | null): Recogniser => {
  const key = region ?? '';
  const known = recognisers.get(key);
  if (known) return known;
  if (recognisers.size >= MAX_RECOGNISERS) recognisers.clear();
  const made = createRecogniser(rules, gazetteer, region === null ? [] : [region]);
  recognisers.set(key, made);
  return made;
};

const judgeLine = (line: Line) => {
  const recogniser = recogniserFor(line.region ?? null);
  const recognition = recogniser.recognise(subjectFrom(line), NOTHING_IGNORED);
  const participants: Decree['participants'] = { get: (id) => recogniser.participant(id) };
  const verdict = judge(
    recognition,
    { action: line.action, date: line.date, employment: line.employment, photo: line.photo },
    { ...decree, participants },
  );
  return {
    verdict: verdict.level,
    items: verdict.items,
    stage: verdict.stage?.stage.id ?? null,
    evidence: verdict.evidence.map(({ tier, where, text, start, end, participant, weight }) => ({
      tier,
      where,
      text,
      start,
      end,
      participant,
      weight,
    })),
    response: respond(verdict, line.action, line.strictness),
  };
};

const explain = (number: number, error: unknown): string => {
  if (error instanceof z.ZodError)
    return `line ${number}: ${error.issues
      .map(({ path, message }) => `"${path.join('.') || 'the line'}": ${message}`)
      .join('; ')}. See npm run judge -- --help.`;
  return `line ${number}: not valid JSON: ${error instanceof Error ? error.message : String(error)}`;
};

const main = async (): Promise<void> => {
  if (process.argv.includes('--help')) {
    console.log(HELP);
    return;
  }
  let number = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    let answer: unknown;
    try {
      answer = judgeLine(Line.parse(JSON.parse(text)));
    } catch (error) {
      if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
      answer = { error: explain(number, error) };
      process.exitCode = 1;
    }
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
};

await main();
