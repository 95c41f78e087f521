/**
 * Build and tests. `vite build` makes the extension for Chromium, `vite build --mode firefox` the same for Firefox;
 * `vite build --mode pseudo` makes Chromium's with longer words between marks, for tests alone.
 * Content scripts are IIFE chunks: synchronous at document_start, nothing web-accessible.
 */
import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import { type BuildTarget, manifestFor } from './manifest.config.ts';
import { pseudoLocale } from './scripts/pseudo/plugin.ts';

const isPseudo = (mode: string): boolean => mode === 'pseudo';
const targetOf = (mode: string): BuildTarget => (mode === 'firefox' ? 'firefox' : 'chromium');

export default defineConfig(({ command, mode }) => ({
  plugins:
    command === 'build' && !process.env.VITEST
      ? [
          ...(isPseudo(mode) ? [pseudoLocale()] : []),
          crx({
            manifest: manifestFor(targetOf(mode)),
            browser: targetOf(mode) === 'firefox' ? 'firefox' : 'chrome',
          }),
        ]
      : [],
  build: {
    outDir: isPseudo(mode) ? 'dist/pseudo' : `dist/${targetOf(mode)}`,
    emptyOutDir: true,
    // One target for both, so that both get the same code.
    target: ['chrome120', 'firefox140'],
    modulePreload: false,
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
    // Pages that the manifest does not name.
    rollupOptions: {
      input: {
        rules: 'src/pages/rules/index.html',
        calendar: 'src/pages/calendar/index.html',
        welcome: 'src/pages/welcome/index.html',
        help: 'src/pages/help/index.html',
        journal: 'src/pages/journal/index.html',
        training: 'src/pages/training/index.html',
        stage: 'src/pages/training/stage.html',
      },
    },
  },
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // A busy machine is slow, not wrong: properties run thousands of cases.
          testTimeout: 30_000,
          setupFiles: ['tests/unit/setup.ts'],
          include: ['tests/unit/**/*.test.ts', 'tests/structure/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // One browser at a time: two on a small machine take each other’s moments.
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry: 0,
        },
      },
    ],
  },
}));
