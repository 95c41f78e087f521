/** What is let pass of Mozilla's linter: only what is explained, word for word, and no explanation too many. */
import { describe, expect, it } from 'vitest';
import { type LintMessage, readReport } from '../../scripts/firefox-report.ts';

const known = [{ code: 'OLD', file: 'manifest.json', about: 'some_key', why: 'a reason' }];
const message = (more: Partial<LintMessage> = {}): LintMessage => ({
  code: 'OLD',
  message: 'Not supported.',
  description: 'The key some_key came later.',
  file: 'manifest.json',
  ...more,
});
const report = (warnings: readonly LintMessage[], errors: readonly LintMessage[] = []) => ({
  errors,
  warnings,
  notices: [],
});

describe('the report of the linter', () => {
  it('passes with what is explained', () => {
    expect(readReport(report([message()]), known)).toEqual([]);
    expect(readReport({ errors: [], warnings: [], notices: [message()] }, known)).toEqual([]);
  });

  it.each([
    ['another code', message({ code: 'NEW' })],
    ['another file', message({ file: 'worker.js' })],
    ['another key', message({ description: 'The key other_key came later.' })],
  ])('refuses %s, with a remedy', (_, other) => {
    expect(readReport(report([message(), other]), known)).toEqual([
      expect.stringMatching(/Mend it, or explain it in scripts\/firefox-report\.ts/),
    ]);
  });

  it.each([
    ['assets/worker-C3OG_u-0.js', true],
    ['assets/other-C3OGuI0O.js', false],
    ['assets/worker-C3OGuI0O.css', false],
    ['assets/worker-.js', false],
    ['assets/worker-a/b.js', false],
    ['assets/worker.js', false],
  ])('knows a file by its name around the fingerprint: %s', (file, isMeant) => {
    const hashed = [{ code: 'OLD', file: 'assets/worker-*.js', about: 'some_key', why: 'a reason' }];
    expect(readReport(report([message({ file })]), hashed)).toHaveLength(isMeant ? 0 : 2);
  });

  it('never explains an error away', () => {
    expect(readReport(report([message()], [message()]), known)).toEqual([
      expect.stringMatching(/^error in manifest\.json: OLD/),
    ]);
  });

  it('refuses an explanation that nothing needs', () => {
    expect(readReport(report([]), known)).toEqual([expect.stringContaining('Take it off the list')]);
  });
});
