import { defineConfig } from '@playwright/test';

// E2E_BASE_URL tests a site that already runs; else the built site is started, as `npm start` does.
const running = process.env.E2E_BASE_URL;
const baseURL = running ?? process.env.SITE_URL ?? `http://localhost:${process.env.PORT ?? '3000'}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL,
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // What a reader can do is tested with and without JavaScript; what needs a script, with it only.
  projects: [
    { name: 'script', testMatch: /\.spec\.ts$/ },
    { name: 'plain', testMatch: /journeys\.spec\.ts$/, use: { javaScriptEnabled: false } },
  ],
  ...(running === undefined && {
    webServer: {
      command: 'node scripts/start.mjs',
      url: `${baseURL}/api/health`,
      timeout: 120_000,
      reuseExistingServer: false,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
      stdout: 'pipe',
    },
  }),
});
