// How the client is built and served while developing, and where vitest finds its projects.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, type Plugin } from 'vite';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import { VitePWA, type ManifestOptions } from 'vite-plugin-pwa';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The oldest engines that we support; the gate page names the same two. */
const oldestEngines = ['chrome100', 'safari16.4'];

const manifest: Partial<ManifestOptions> = {
  name: '半边天',
  short_name: '半边天',
  description: '妇联工作记录、审核与汇报，没有网络也能用',
  lang: 'zh-CN',
  id: '/',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  theme_color: '#b0235f',
  background_color: '#fbf8f6',
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

const pwa = VitePWA({
  strategies: 'injectManifest',
  srcDir: '.',
  filename: 'service-worker.ts',
  registerType: 'prompt',
  injectRegister: false,
  manifest,
  injectManifest: {
    globPatterns: ['**/*.{html,js,css,png,svg,woff2,wasm,webmanifest}'],
    // Office screens come from the server; the field area is whole on the device.
    globIgnores: ['**/office-*'],
    maximumFileSizeToCacheInBytes: 3_000_000,
    target: oldestEngines,
  },
});

const locales = vueI18n({
  include: [here('client/locales/*.json'), here('client/locales/later/*.json')],
  runtimeOnly: true,
  compositionOnly: true,
  fullInstall: false,
  dropMessageCompiler: true,
});

/** Samples of record types are for tests and the demonstration: no device carries them. */
const withoutSamples: Plugin = {
  name: 'without-samples',
  apply: 'build',
  enforce: 'pre',
  transform: (code, id) =>
    /\/shared\/(record-types|people)\/[a-z-]+\.ts$/.test(id) && code.includes('defineRecordType(')
      ? { code: code.replace(/^ {2}sample: \{(?:.*\},|[^]*?^ {2}\},)$/m, '  sample: {},'), map: null }
      : undefined,
};

/** Parts of the office are called `office-…`: the service worker keeps none of them, and phones never ask for one. */
const isOfficeModule = (id: string): boolean =>
  /\/client\/office\/|\/node_modules\/(element-plus|echarts|zrender)\//.test(id);
/** What a first form needs of `shared/forms` lies in one file: many small ones cost more than what they hold. */
const ofFirstForm =
  /\/shared\/(access\/(audience-of|feed-keys|on-behalf|period-policy|policy|role)|org\/org-unit|records\/standing-state|review\/(review-state|state-words)|forms\/(activity-tags|areas|check-|describe-record|document-number|expression|field-types|identity-fields|initial-values|local-date|normalise-entry|override-reason|relevance|upgrade-record|usual-fields|ledger-columns)|people\/(care-categories|identity-number)|policy\/(festivals|gift-value)|sync\/merge-document|record-types\/(condolence-visit|home-visit|learning-event|meeting|volunteer-activity))/;
/** Small parts that the frame around every page asks for: one file, for the same reason. */
const ofFrame =
  /\/client\/(session\/(use-session|use-is-office|choose-page)|ui\/(use-watchable|use-org-names|use-describe-options|notices)|records\/(record-status|use-record-lines|use-records-of)|capture\/(draft-saver|form-context|rebase-entry|typed-number|typed-text|use-kept-draft|use-recordable)|review\/use-(decided|decisions-on|delegated-units|may-decide|to-review))\.ts|\/client\/ui\/(ActionBar|EmptyState|ScreenHeader)\.vue/;
const officeNames = {
  chunkFileNames: ({ moduleIds }: { moduleIds: string[] }): string =>
    `assets/${moduleIds.some(isOfficeModule) ? 'office-' : ''}[name]-[hash].js`,
  assetFileNames: ({ names, source }: { names: string[]; source: string | Uint8Array }): string => {
    const isOffice = names.some((name) => name.startsWith('Office')) || /\.el-[a-z]/.test(String(source));
    return `assets/${isOffice ? 'office-' : ''}[name]-[hash][extname]`;
  },
};

/** Files that run side by side: one for each core (left alone, vitest keeps a core for itself). */
const workers = availableParallelism();
/** A file in a browser waits more than it computes, so one more of them than there are cores. */
const browserWorkers = Math.min(6, workers + 1);

/** `timeout` in milliseconds is against what hangs: a busy machine may take twenty times what an idle one does. */
const project = (
  name: string,
  include: readonly string[],
  timeout: number,
): TestProjectInlineConfiguration => ({
  root: here('.'),
  test: {
    ...{ name, include: [...include], environment: 'node', maxWorkers: workers },
    ...{ testTimeout: timeout, hookTimeout: timeout * 2 },
  },
});

/** Of the tests of devices against a server, those that a server on PostgreSQL must pass too. */
const overHttp = ['two-devices', 'replication-base', 'http-checker', 'long-asleep'].map(
  (name) => `tests/contract/${name}.test.ts`,
);
/** Tests of the server that are about SQLite's file, about a command beside it, or without a store. */
const ofSqlite = [
  ...[
    'storage-unavailable',
    'failed-commit',
    'settings',
    'audit',
    'person-index',
    'admin-*',
    'briefing-docx',
    'demonstration',
  ],
  'first-run',
].map((name) => `tests/unit/server/${name}.test.ts`);

export default defineConfig({
  root: 'client',
  plugins: [withoutSamples, vue(), locales, pwa],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  worker: { format: 'es' },
  resolve: {
    // RxJS without the helpers of old engines.
    conditions: ['es2015', ...defaultClientConditions],
    // One window writes at a time (`writer-lock.ts`), so RxDB never speaks to other windows.
    alias: [{ find: 'broadcast-channel', replacement: here('client/database/no-broadcast-channel.ts') }],
  },
  build: {
    target: oldestEngines,
    outDir: here('dist/client'),
    emptyOutDir: true,
    manifest: 'asset-list.json',
    // The content security policy allows no inline script, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        ...officeNames,
        codeSplitting: {
          groups: [
            { name: 'first-form', test: ofFirstForm },
            { name: 'frame-parts', test: ofFrame, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8787' } },
  test: {
    root: here('.'),
    projects: [
      project('house', ['tests/*.test.ts'], 20_000),
      project('unit', ['tests/unit/**/*.test.ts'], 60_000),
      project('contract', ['tests/contract/**/*.test.ts'], 60_000),
      {
        root: here('.'),
        test: {
          ...{ name: 'planted', environment: 'node', testTimeout: 20_000, hookTimeout: 120_000 },
          include: ['tests/planted/**/*.test.ts'],
          globalSetup: ['tests/support/seed-once.ts'],
        },
      },
      project('property', ['tests/property/**/*.test.ts'], 120_000),
      project('simulation', ['tests/simulation/**/*.test.ts'], 120_000),
      {
        root: here('.'),
        test: {
          ...{ name: 'postgres', environment: 'node', maxWorkers: workers },
          ...{ testTimeout: 120_000, hookTimeout: 240_000 },
          include: ['tests/postgres/**/*.test.ts', 'tests/unit/server/**/*.test.ts', ...overHttp],
          exclude: [...ofSqlite],
          globalSetup: ['tests/support/postgres/postgres-once.ts'],
        },
      },
      {
        root: here('.'),
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/seed-once.ts'],
          environment: 'node',
          // Against what hangs: a busy machine may take a minute for what an idle one does in seconds.
          testTimeout: 180_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 30_000 } },
          maxWorkers: browserWorkers,
        },
      },
    ],
  },
});
