import { defineConfig } from '@playwright/test';
import { editorSite } from './e2e/editor-site';
import { faultSite } from './e2e/fault-site';
import type { Options } from './e2e/test';

// E2E_BASE_URL tests a site that already runs; else the built site is started, as `npm start` does.
const running = process.env.E2E_BASE_URL;
const baseURL = running ?? process.env.SITE_URL ?? `http://localhost:${process.env.PORT ?? '3000'}`;

// Each test has a window of its own, in which Chromium draws the list below its address bar as pages
// of their own: more than half of the time of a short test. The rest is what Playwright switches off,
// since of two such lists Chromium takes the last.
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

export default defineConfig<Options>({
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
        `--disable-features=${withoutFeatures.join(',')}`,
      ],
    },
  },
  // What a reader can do is tested with and without JavaScript; what needs a script, with it only.
  // The editors' side has a portal of its own over a copy of the content,
  // an engine that fails another one.
  projects: [
    { name: 'script', testMatch: /\.spec\.ts$/, testIgnore: /\/(editor-[^/]*|faults)\.spec\.ts$/ },
    { name: 'plain', testMatch: /journeys\.spec\.ts$/, use: { javaScriptEnabled: false } },
    ...(running === undefined
      ? [
          {
            name: 'editor',
            testMatch: /\/editor-[^/]*\.spec\.ts$/,
            use: { baseURL: editorSite.url, ownCookies: ['bys-editor'] },
          },
          {
            name: 'faults',
            testMatch: /faults\.spec\.ts$/,
            use: { baseURL: faultSite.url },
          },
        ]
      : []),
  ],
  ...(running === undefined && {
    webServer: [
      ['node scripts/start.mjs', baseURL] as const,
      ['node --import tsx scripts/editor-site-for-tests.ts', editorSite.url] as const,
      ['node --import tsx scripts/fault-site-for-tests.ts', faultSite.url] as const,
    ].map(([command, url]) => ({
      command,
      url: `${url}/api/health`,
      timeout: 180_000,
      reuseExistingServer: false,
      gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
      stdout: 'pipe' as const,
    })),
  }),
});
