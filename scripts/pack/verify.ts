/** `npm run pack:verify`: says what a browser would say to a pack, with the extension's own code. */
import { existsSync } from 'node:fs';
import { isCivilDate } from '../../src/domain/settings.ts';
import { acceptPack, type CurrentPack } from '../../src/pack/agency-accept.ts';
import { rules } from '../../src/pack/bundle.ts';
import { packSummary } from './summary.ts';
import {
  done,
  guarded,
  type Outcome,
  problemLines,
  readArguments,
  readBytes,
  runAsCommand,
  ToolError,
} from './tool.ts';

const HELP = `npm run pack:verify -- --public-key KEY [--previous FILE] [--today DATE] PACK

Decides about PACK (pack.json, with PACK.sig beside it) as a browser with the policy would.

  --public-key KEY  as in the policy: base64, 44 characters
  --previous FILE   the pack that is in use now, signed with the same key: shows downgrade and replay
  --today DATE      the day to decide on, YYYY-MM-DD (today, in this machine's zone, unless given)
  --help            this text

Exit status: 0 accepted; 1 refused, with the reason; 2 the call is wrong.`;

const readSignatureFile = (path: string): string => {
  if (!existsSync(path)) throw new ToolError(`${path}: there is no such file; make it with pack:sign.`);
  return Buffer.from(readBytes(path)).toString('utf8');
};

/** The calendar day of this machine, as `YYYY-MM-DD`. */
const localDay = (): string => new Date().toLocaleDateString('sv-SE');

/** Verifies a pack; see HELP. */
export const runVerify = guarded(async (args): Promise<Outcome> => {
  const { values, positionals } = readArguments(args, {
    'public-key': { type: 'string' },
    previous: { type: 'string' },
    today: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return done(HELP);
  const { 'public-key': publicKey, previous, today = localDay() } = values;
  const [path] = positionals;
  if (!publicKey) throw new ToolError('--public-key is missing: the key in the policy. See --help.');
  if (!isCivilDate(today)) throw new ToolError(`--today: "${today}" is no day; write YYYY-MM-DD.`);
  if (path === undefined || positionals.length > 1)
    throw new ToolError('name one pack to verify. See --help.');
  const decide = (file: string, current: CurrentPack | null, day: string) =>
    acceptPack(
      { bytes: readBytes(file), signature: readSignatureFile(`${file}.sig`), publicKey },
      { current, rules, today: day, subtle: crypto.subtle },
    );
  let current: CurrentPack | null = null;
  if (previous !== undefined) {
    // That it has expired since does not matter: a browser remembers its serial all the same.
    const before = await decide(previous, null, '0001-01-01');
    if (before.outcome === 'refused')
      throw new ToolError(
        `--previous: refused (${before.reason})\n${problemLines(previous, before.problems)}`,
      );
    current = before.current;
  }
  const decision = await decide(path, current, today);
  if (decision.outcome === 'refused')
    return {
      status: 1,
      out: '',
      error: `refused (${decision.reason})\n${problemLines(path, decision.problems)}`,
    };
  return done(
    [
      decision.changed ? 'accepted' : 'accepted, the same as the previous pack',
      packSummary(decision.pack),
      `sha256        ${decision.current.sha256}`,
    ].join('\n'),
  );
});

await runAsCommand(import.meta.url, runVerify);
