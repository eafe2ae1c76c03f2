// Who may import whom. Default deny: what no rule below allows is an error.
// A type-only import counts like any other. Checked by scripts/check-architecture.ts.

/** Test files and the support for tests may import anything; nobody else may import them. */
const testing = [
  '^lib/testing/',
  '^bench/',
  '\\.test\\.tsx?$',
  '^e2e/',
  '^(vitest|playwright)\\.config\\.ts$',
];

const kernel = '^lib/kernel/';
const ports = '^lib/ports/';
const kms = '^lib/kms/';
const backups = '^lib/backups/';
const snapshots = '^lib/snapshots/';
const actor = '^lib/access/model\\.ts$';
const zod = '^node_modules/zod/';
const calendar = '^node_modules/@internationalized/date/';
const npm = '^node_modules/';
/** What pages and components may take of npm: anything but the database. */
const npmForPages = '^node_modules/(?!@prisma/|prisma/|pg/)';
const generated = '^lib/adapters/prisma/generated/';

/** Words and rules of the domains. (Components may not take those that reach a port: see below.) */
const domains = '^lib/(kms|backups|snapshots|restores|transfers|billing|access)/(?!ports\\.ts$)';

/** @param {string} name @param {string | string[]} from @param {string[]} to */
const allow = (name, from, to) => ({ from: { path: from }, to: { path: to }, comment: name });

/** Within lib/<domain> its own files, and what stands below it. */
const domain = (name, ...below) => allow(name, `^lib/${name}/`, [`^lib/${name}/`, kernel, zod, ...below]);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: generated }, to: { circular: true } },
    { name: 'not-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'tests-stay-apart',
      comment: 'Product code must not import the support for tests.',
      severity: 'error',
      from: { pathNot: testing },
      to: { path: testing },
    },
    {
      name: 'components-stay-pure',
      comment:
        'A component may import the pure rules of a domain, not what needs a port: that runs on the server.',
      severity: 'error',
      from: { path: '^components/', pathNot: testing },
      to: { path: '^lib/(ports/|[a-z]+/ports\\.ts$|adapters/|server\\.ts$)', reachable: true },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { pathNot: testing },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  allowedSeverity: 'error',
  allowed: [
    allow('tests', testing, ['.*']),

    allow('kernel', kernel, [kernel, calendar]),
    allow('ports', ports, [ports, kernel]),
    allow('env', '^lib/env\\.ts$', [zod]),
    domain('kms', ports, actor),
    domain('backups', ports, actor, kms, calendar),
    domain('snapshots', ports, actor, kms, backups, calendar),
    domain('restores', ports, actor, kms, backups, snapshots),
    domain('transfers', ports, actor, kms, backups, snapshots),
    domain('billing', ports, actor, calendar),
    domain('access', ports),

    allow('adapters', '^lib/adapters/', [
      '^lib/adapters/',
      kernel,
      ports,
      '^lib/env\\.ts$',
      '^lib/[a-z]+/[a-z-]*(model|ports|errors)\\.ts$',
      npm,
    ]),
    allow('composition root', '^lib/server\\.ts$', ['^lib/', npm]),

    allow('components/ui', '^components/ui/', ['^components/ui/', kernel, npmForPages]),
    allow('components', '^components/(?!ui/)', ['^components/', kernel, domains, npmForPages]),
    allow('app', '^app/', [
      '^app/',
      '^components/',
      '^messages/',
      '^lib/(server|env)\\.ts$',
      kernel,
      domains,
      npmForPages,
    ]),
    allow('process start', '^(instrumentation|proxy)\\.ts$', ['^app/start-console\\.ts$', kernel, npm]),

    {
      comment: "Node's own modules: never in the domain folders, and cryptography in the adapters alone",
      from: {
        path: ['^lib/(adapters/|server\\.ts$)', '^(scripts|bench|prisma)/', '^[a-z.-]+\\.(js|mjs|cjs|ts)$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      from: { path: ['^app/', '^(instrumentation|proxy)\\.ts$'] },
      to: { dependencyTypes: ['core'], pathNot: '^crypto$' },
    },

    // Outside of the console itself.
    allow(
      'scripts',
      ['^scripts/', '^bench/', '^prisma/', '^[a-z.-]+\\.(js|mjs|cjs|ts)$'],
      ['^scripts/', '^bench/', '^lib/', npm],
    ),
    allow('generated client', generated, [generated, npm]),
  ],
  options: {
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^\\.next/', '^next-env\\.d\\.ts$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
