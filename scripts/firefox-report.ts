/**
 * Reads what Mozilla's linter says of the Firefox build. Every message must be one that we know and have explained
 * here; an explanation that nothing needs any more must go, or it would hide the next message of its kind.
 */

/** As much of a message of `web-ext lint --output json` as is looked at. */
export interface LintMessage {
  readonly code: string;
  readonly message: string;
  readonly description: string;
  readonly file?: string;
}

export interface LintReport {
  readonly errors: readonly LintMessage[];
  readonly warnings: readonly LintMessage[];
  readonly notices: readonly LintMessage[];
}

interface Known {
  readonly code: string;
  /** Of the build; a `*` stands for the fingerprint that the build writes into a name. */
  readonly file: string;
  /** Words of the description: the code alone would let others of its kind pass. */
  readonly about: string;
  readonly why: string;
}

const KNOWN: readonly Known[] = [
  {
    code: 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
    file: 'manifest.json',
    about: 'data_collection_permissions',
    why: 'Firefox for Android knows the key from 142 on. We are not offered there: that needs `gecko_android`, which the manifest does not have.',
  },
  {
    code: 'DANGEROUS_EVAL',
    file: 'assets/agency-use-*.js',
    about: 'Evaluation of strings as code',
    why: 'zod can build a parser out of a string, and carries that one line (`Doc.compile`). src/pack/schema.ts switches it off (`jitless`) before the first schema is made, and the policy of the manifest forbids it (`script-src` without `unsafe-eval`): it cannot run.',
  },
];

/** True where a name of the build is the one meant. */
const isFile = (pattern: string, file = ''): boolean => {
  const [start = '', end] = pattern.split('*');
  return end === undefined
    ? file === start
    : file.startsWith(start) &&
        file.endsWith(end) &&
        /^[\w-]+$/.test(file.slice(start.length, file.length - end.length));
};

/**
 * What is wrong with a report, as lines to read; none is what is wanted.
 * Errors are never explained away, only warnings and notices.
 */
export const readReport = (report: LintReport, known: readonly Known[] = KNOWN): string[] => {
  const isKnown = (entry: Known, { code, file, description }: LintMessage): boolean =>
    entry.code === code && isFile(entry.file, file) && description.includes(entry.about);
  const told = [...report.warnings, ...report.notices];
  const line = ({ code, file, message, description }: LintMessage): string =>
    `${file ?? 'the build'}: ${code}: ${message} ${description}`;
  return [
    ...report.errors.map((message) => `error in ${line(message)}`),
    ...told
      .filter((message) => !known.some((entry) => isKnown(entry, message)))
      .map((message) => `${line(message)} Mend it, or explain it in scripts/firefox-report.ts.`),
    ...known
      .filter((entry) => !told.some((message) => isKnown(entry, message)))
      .map(
        ({ code, file }) => `${file}: ${code} is explained, but no longer reported. Take it off the list.`,
      ),
  ];
};
