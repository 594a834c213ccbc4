const { basename, dirname } = require('path');
const createConfig = require('@backstage/cli/config/eslint-factory');

/**
 * The import rules of the architecture. Key: folder of the importer; value: what it may import of
 * ours. `packages/*` may import every plugin and are imported by none.
 */
const MAY_IMPORT = {
  'odoo-common': [],
  'odoo-policy': [],
  'odoo-golden-path': ['odoo-common'],
  'odoo-node': ['odoo-common'],
  'odoo-react': ['odoo-common'],
  'odoo-backend': [
    'odoo-common',
    'odoo-node',
    'odoo-golden-path',
    'odoo-policy',
  ],
  'odoo-backend-module-kubernetes': ['odoo-common', 'odoo-node'],
  'odoo-backend-module-backup-store': ['odoo-common', 'odoo-node'],
  'odoo-backend-module-pull-requests': ['odoo-common', 'odoo-node'],
  'odoo-backend-module-metrics': ['odoo-common', 'odoo-node'],
  'odoo-backend-module-pipelines': ['odoo-common', 'odoo-node'],
  'catalog-backend-module-odoo': ['odoo-common', 'odoo-node'],
  'scaffolder-backend-module-odoo': ['odoo-common', 'odoo-node'],
  'permission-backend-module-odoo': ['odoo-common', 'odoo-node'],
  'auth-backend-module-sandbox': [],
  'tenant-health': ['odoo-common', 'odoo-react'],
  'change-control': ['odoo-common', 'odoo-react'],
  'dr-readiness': ['odoo-common', 'odoo-react'],
  'release-status': ['odoo-common', 'odoo-react'],
  'scaffolder-module-odoo': ['odoo-common', 'odoo-react'],
};

/** Beyond the rules, in tests only: the golden path is proven against the policies, apply against hosts. */
const TESTS_MAY_IMPORT = {
  'odoo-golden-path': ['odoo-policy'],
  'odoo-backend': ['odoo-backend-module-pull-requests'],
};

const PACKAGES = [
  'app',
  'backend',
  'sandbox',
  'e2e',
  'cli',
  'bench',
  'restore-test',
];

const refuse = (importer, allowed) =>
  Object.keys(MAY_IMPORT)
    .filter(name => name !== importer && !allowed.includes(name))
    .map(name => ({
      name: `@plumbline/plugin-${name}`,
      message: `${importer} must not import it: see scripts/lint/packageConfig.cjs`,
    }));

/** ESLint configuration of a package or plugin: Backstage's, and our import rules. */
module.exports = function packageConfig(dir) {
  const importer = basename(dir);
  if (basename(dirname(dir)) === 'packages') return createConfig(dir);
  const allowed = MAY_IMPORT[importer];
  if (!allowed) throw new Error(`${importer} has no row in MAY_IMPORT`);
  return createConfig(dir, {
    restrictedImports: PACKAGES.map(name => ({
      name,
      message: 'packages/* are imported by none',
    })),
    restrictedSrcImports: refuse(importer, allowed),
    restrictedTestImports: refuse(importer, [
      ...allowed,
      ...(TESTS_MAY_IMPORT[importer] ?? []),
    ]),
  });
};
