/** Build and tests. Content scripts are IIFE chunks: synchronous at document_start, nothing web-accessible. */
import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.config.ts';

export default defineConfig(({ command }) => ({
  plugins: command === 'build' && !process.env.VITEST ? [crx({ manifest, browser: 'chrome' })] : [],
  build: {
    outDir: 'dist/chromium',
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: false,
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
    // Pages that the manifest does not name.
    rollupOptions: {
      input: { rules: 'src/pages/rules/index.html', calendar: 'src/pages/calendar/index.html' },
    },
  },
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['tests/unit/setup.ts'],
          include: ['tests/unit/**/*.test.ts', 'tests/structure/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry: 0,
        },
      },
    ],
  },
}));
