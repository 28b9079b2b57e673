/**
 * The folder map: from the edges down to what knows nothing of complaints. A folder uses only folders of lower
 * rows, and enters them through their `index.ts`. Where the map and a wish disagree, think first, then change it here.
 */
const ROWS = [
  ['commands'],
  ['web', 'console', 'api', 'channels'],
  ['http', 'ui', 'notifications', 'statistics', 'exchange'],
  ['reports'],
  ['routing'],
  ['institutions', 'identity', 'deadlines'],
  ['db', 'jobs', 'i18n', 'outgoing'],
]
/** Single files that everybody may use. */
const GROUND = '^src/(config|config-channels|check-text|errors|clock|uuid-of)\\.ts$'
/** Folders of one row that use a neighbour, each with its reason. */
const NEIGHBOURS = {
  // A page is a component of the design system in an HTTP answer.
  http: ['ui', 'statistics'],
  // What a mail tells of figures is read where figures are counted.
  notifications: ['statistics'],
  // The queue lives in the database and is written in the caller's transaction.
  jobs: ['db'],
}
/** What knows no other folder at all: it can be read, tested and proved alone. */
const PURE = ['deadlines', 'outgoing']

const TESTS = '\\.(test|fixture)\\.tsx?$|/contract-tests\\.ts$'
const folder = (names) => `^src/(${names.join('|')})/`

const layers = ROWS.flatMap((row, index) => {
  const lower = ROWS.slice(index + 1).flat()
  return row.map((name) => ({
    name: `${name}-uses-lower-rows-only`,
    severity: 'error',
    from: { path: folder([name]) },
    to: {
      path: '^src/',
      pathNot: PURE.includes(name)
        ? [folder([name])]
        : [folder([name, ...lower, ...(NEIGHBOURS[name] ?? [])]), GROUND],
    },
  }))
})

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'folders-are-entered-through-their-index',
      comment: 'What index.ts does not export is private to its folder.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', '^src/db/embedded/index\\.ts$', '^src/i18n/(id|en)/'],
      },
    },
    {
      name: 'main-only-starts-commands',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: '^src/', pathNot: '^src/commands/index\\.ts$' },
    },
    {
      name: 'ground-stands-alone',
      comment:
        'config, errors, clock and the check of texts are used by all, so they use none but each other.',
      severity: 'error',
      from: { path: GROUND },
      to: { path: '^src/', pathNot: GROUND },
    },
    {
      name: 'every-folder-is-on-the-map',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: folder(ROWS.flat()) },
      to: {},
    },
    {
      name: 'no-circles',
      comment: 'Types may refer to each other; they are gone when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-tools-at-run-time',
      comment: 'npm start installs without devDependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Tests may enter anywhere. swc's visitor also knows no `using`, which they use.
    exclude: { path: TESTS },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
