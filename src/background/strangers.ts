/**
 * Other extensions may send to this one and ask to connect; the browser lets every extension try. All are refused, and
 * the person is told who tried how often, for it is their browser: a list in the options, which they can empty.
 *
 * To be counted an attempt has to be heard, so that whoever tries can tell that Jaga Netral is there. Nothing else comes
 * back: no answer, no error of ours, no connection.
 */
import { noteStrangers } from '../platform/storage.ts';
import { refuseStrangers } from '../platform/worker.ts';

/** Attempts that are not written yet. However fast they come, one write is under way and one waits. */
let waiting = new Map<string, number>();
let writing: Promise<void> | null = null;

const writeAll = async (): Promise<void> => {
  while (waiting.size > 0) {
    const times = waiting;
    waiting = new Map();
    await noteStrangers(times, Date.now());
  }
};

/** Counts one attempt. @param id of the extension that tried */
export const countStranger = (id: string): Promise<void> => {
  waiting.set(id, (waiting.get(id) ?? 0) + 1);
  writing ??= writeAll().finally(() => {
    writing = null;
  });
  return writing;
};

/** Refuses other extensions from now on. Call it synchronously when the worker starts. */
export const refuseAll = (): void =>
  refuseStrangers((id) => {
    countStranger(id).catch(console.error);
  });
