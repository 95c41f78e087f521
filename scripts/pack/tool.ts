/** What the four pack tools share: how they are called, how they fail, how they read files. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { PackProblem } from '../../src/pack/agency-pack.ts';

/** The root of the repository. */
export const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../..');

export interface Outcome {
  /** 0 done; 1 the pack is not good; 2 the call or a file is wrong, nothing was written. */
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly error: string;
}

/** A mistake in the call or in a whole file. */
export class ToolError extends Error {}

export const done = (out: string): Outcome => ({ status: 0, out, error: '' });

/**
 * Parses a command line.
 * @throws ToolError that names the option
 */
export const readArguments = <T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new ToolError(`${error instanceof Error ? error.message : String(error)}\nSee --help.`);
  }
};

/** @throws ToolError when there is no such file */
export const readBytes = (path: string): Uint8Array<ArrayBuffer> => {
  if (!existsSync(path)) throw new ToolError(`${path}: there is no such file; correct the path.`);
  return Uint8Array.from(readFileSync(path));
};

/** Problems as lines: file, field, what is wrong; below it what to do. */
export const problemLines = (file: string, problems: readonly PackProblem[]): string =>
  problems
    .map(({ path, message, remedy }) => `${file}: ${path || '(whole file)'}: ${message}\n  ${remedy}`)
    .join('\n');

/** Runs a tool as a command: prints what it says and sets the exit status. */
export const runAsCommand = async (
  url: string,
  run: (args: readonly string[]) => Outcome | Promise<Outcome>,
): Promise<void> => {
  if (process.argv[1] !== fileURLToPath(url)) return;
  const { status, out, error } = await run(process.argv.slice(2));
  if (out) console.log(out);
  if (error) console.error(error);
  process.exitCode = status;
};

/** Turns the mistakes that a tool reports into its outcome. */
export const guarded =
  (run: (args: readonly string[]) => Outcome | Promise<Outcome>) =>
  async (args: readonly string[]): Promise<Outcome> => {
    try {
      return await run(args);
    } catch (error) {
      if (error instanceof ToolError) return { status: 2, out: '', error: error.message };
      throw error;
    }
  };
