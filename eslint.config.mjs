// The house of docs DESIGN, section 2, as lint errors: imports point down only, rim -> shell -> core.
import eslint from '@eslint/js';
import nextCoreWebVitals from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';

const SHELL = [
  'library',
  'engine-reader',
  'search-engine',
  'search-words',
  'data-store',
  'corrections',
  'form-guard',
  'editor-accounts',
  'passwords',
  'openid',
  'env',
  'portal',
  'git',
  'content-history',
  'content-repository',
  'images',
  'content-file',
];
const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'lib/fixtures/**', 'e2e/**'];
// Components that islands draw too: they reach the browser, so they are held to the same rule.
const ISLAND_SAFE = [
  'badge',
  'facets',
  'file-links',
  'icon',
  'marked',
  'result-card',
  'results',
  'search-form',
  'search-page',
];

// Packages that one file alone may know, so that they can be replaced in one place.
const OWNED = {
  meilisearch: { of: ['lib/search-engine.ts'], match: 'meilisearch(?:/.*)?' },
  'front matter': {
    of: ['lib/front-matter.ts', 'lib/entry-source.ts', 'lib/search-words.ts'],
    match: '(?:gray-matter|yaml)(?:/.*)?',
  },
  Markdown: {
    of: ['lib/markdown.ts'],
    match: '(?:remark|rehype|unist|hast|mdast|micromark)(?:-.*)?|unified|vfile',
  },
  Argon2: { of: ['lib/passwords.ts'], match: '@node-rs/argon2' },
  'image decoding': { of: ['lib/images.ts'], match: 'sharp' },
  'OpenID Connect': { of: ['lib/openid.ts'], match: 'openid-client' },
  'the disk': {
    of: [
      'lib/data-store.ts',
      'lib/library.ts',
      'lib/env.ts',
      'lib/search-words.ts',
      'lib/data-store.ts',
      'lib/images.ts',
      'lib/git.ts',
      'lib/content-repository.ts',
      'lib/content-file.ts',
    ],
    match: '(?:node:)?(?:fs|fs/promises|child_process)',
  },
};

/** Forbids what `match` matches. */
const never = (match, message, allowTypeImports = false) => ({
  regex: `^(?:${match})$`,
  message,
  allowTypeImports,
});

/** Forbids all but what `matches` match. */
const only = (matches, message, allowTypeImports = false) => ({
  regex: `^(?!(?:${matches.join('|')})$)`,
  message,
  allowTypeImports,
});

const ownedBut = (...mine) =>
  Object.entries(OWNED)
    .filter(([name]) => !mine.includes(name))
    .map(([name, { of, match }]) => never(match, `${name}: ${of.join(' and ')} only.`));

const imports = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

const shellImport = `#lib/(?:${SHELL.join('|')})`;
const coreImport = `#lib/(?!(?:${SHELL.join('|')})$).*`;
const byName = never('\\.\\.?/(?!.*\\.(?:css|json)$).*', 'Name the file: #lib/… or #components/….');
const pureCore = (...more) =>
  only(
    ['zod', 'fastest-levenshtein', coreImport, ...more],
    'The core imports the core and zod only: text in, values out.',
  );

const config = [
  eslint.configs.recommended,
  ...nextCoreWebVitals,
  ...nextTypescript,
  { ignores: ['.data/**', 'content/**', 'public/**', 'test-results/**', 'playwright-report/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-implicit-coercion': ['error', { boolean: false }],
      'no-param-reassign': 'error',
      'import/no-cycle': 'error',
      'import/no-default-export': 'error',
      'import/no-duplicates': 'error',
      'react/jsx-no-useless-fragment': 'error',
      'react/self-closing-comp': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-unused-expressions': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
        {
          selector: 'ExportNamedDeclaration[source]',
          message: 'No barrels: import from the file itself.',
        },
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        // A test that node:test registers is awaited by the runner.
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              name: [
                'test',
                'it',
                'describe',
                'suite',
                'before',
                'after',
                'beforeEach',
                'afterEach',
              ],
              package: 'node:test',
            },
          ],
        },
      ],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },

  // Where Next or a tool asks for a default export.
  {
    files: [
      'app/**/{page,layout,template,loading,error,global-error,not-found,default}.tsx',
      'app/**/{sitemap,robots,manifest}.ts',
      'app/**/{opengraph-image,twitter-image,icon,apple-icon}*.{ts,tsx}',
      '*.config.{ts,mjs}',
      'proxy.ts',
      'lib/i18n*.ts',
    ],
    rules: { 'import/no-default-export': 'off' },
  },

  // Rim: routes and HTML.
  { files: ['app/**/*.{ts,tsx}', '*.ts'], rules: imports(...ownedBut()) },
  {
    files: ['components/**/*.tsx'],
    rules: imports(
      ...ownedBut(),
      byName,
      never(`${shellImport}|node:.*`, 'A component takes values and never fetches: no shell here.'),
    ),
  },
  {
    files: [
      'components/**/*.client.tsx',
      'app/**/*.client.tsx',
      `components/{${ISLAND_SAFE.join(',')}}.tsx`,
    ],
    rules: imports(
      only(
        [
          'react',
          'react-dom',
          'next/navigation',
          '#components/.*\\.client',
          `#components/(?:${ISLAND_SAFE.join('|')})`,
          // Imports nothing, so that server and browser judge alike.
          '#lib/assessment-judging',
        ],
        'An island imports types and other islands only, else the whole core reaches the browser.',
        true,
      ),
    ),
  },

  // Core: pure. Two files hide a library each, one a table; the i18n seam speaks next-intl.
  { files: ['lib/**/*.{ts,tsx}'], rules: imports(pureCore()) },
  { files: ['lib/turkish/english.ts'], rules: imports(pureCore('stemmer')) },
  { files: ['lib/qr.ts'], rules: imports(pureCore('qr')) },
  { files: ['lib/entry-changes.ts'], rules: imports(pureCore('diff')) },
  { files: ['lib/csv.ts'], rules: imports(pureCore('csv-stringify/sync')) },
  { files: ['lib/spreadsheet.ts'], rules: imports(pureCore('write-excel-file/node')) },
  {
    files: ['lib/front-matter.ts', 'lib/entry-source.ts'],
    rules: imports(pureCore(OWNED['front matter'].match)),
  },
  { files: ['lib/activities.ts'], rules: imports(pureCore('\\.\\./content/search/nace\\.json')) },
  {
    files: ['lib/benchmark-catalogue.ts'],
    rules: imports(pureCore('\\.\\./content/benchmark/indicators\\.json')),
  },
  { files: ['lib/markdown.ts'], rules: imports(pureCore(OWNED.Markdown.match)) },
  { files: ['lib/structured-*.ts', 'lib/json-ld.ts'], rules: imports(pureCore('schema-dts')) },
  {
    files: ['lib/i18n*.ts', 'lib/navigation.ts', 'lib/messages.ts'],
    rules: imports(
      only(['next-intl(?:/.*)?', coreImport, '\\.\\./messages/.*'], 'The next-intl seam, no more.'),
    ),
  },

  // Shell: the world's side.
  {
    files: [
      'lib/portal.ts',
      'lib/content-history.ts',
      'lib/corrections.ts',
      'lib/form-guard.ts',
      'lib/engine-reader.ts',
    ],
    rules: imports(...ownedBut(), byName),
  },
  {
    files: OWNED.meilisearch.of,
    rules: imports(
      ...ownedBut('meilisearch'),
      byName,
      never('#lib/(?:library|portal)', 'The engine knows neither the disk nor the portal.'),
    ),
  },
  {
    files: ['lib/editor-accounts.ts', ...OWNED.Argon2.of, ...OWNED['OpenID Connect'].of],
    rules: imports(
      ...ownedBut('Argon2', 'OpenID Connect'),
      byName,
      never('#lib/(?:library|search-engine|portal)', 'Accounts know nothing of the content.'),
    ),
  },
  {
    files: OWNED['the disk'].of,
    rules: imports(
      ...ownedBut('the disk', 'front matter', 'image decoding'),
      byName,
      never('#lib/(?:search-engine|portal)', 'The disk knows neither the engine nor the portal.'),
    ),
  },
  {
    files: ['app/**', 'components/**', 'lib/**'],
    ignores: ['lib/env.ts', 'lib/library.ts', 'lib/git.ts', ...TESTS],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The environment: lib/env.ts only.' },
      ],
    },
  },

  // Tests and commands may look at everything.
  {
    files: [...TESTS, 'scripts/**', '*.config.{ts,mjs}'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
];

export default config;
