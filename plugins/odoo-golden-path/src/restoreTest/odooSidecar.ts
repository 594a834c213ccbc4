import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { DATABASE_NAME } from '../manifest/objectNames';
import { cores, mebibytes } from '../manifest/quantities';
import {
  DATA_DIRECTORY,
  ODOO_CONF_DIRECTORY,
  ODOO_CONF_FILE,
} from '../odoo/odooConf';
import { CONFINED_CONTAINER } from '../odoo/confinement';
import { HTTP_PORT } from '../odoo/ports';
import {
  NEUTRALISED_MARKER,
  ODOO_CONF_MAP,
  RUN_DIRECTORY,
} from './objectNames';
import { RestoreTestContext } from './restoreTestContext';
import { ODOO_SIZE } from './size';

/**
 * Odoo over the socket, for one caller in the same pod. Jobs do not run, mail has no server, and
 * sessions lie in files: the module that keeps them in the database is none of the test's business.
 */
const OPTIONS: readonly (readonly [name: string, value: string | number])[] = [
  ['db_host', RUN_DIRECTORY],
  ['db_name', DATABASE_NAME],
  ['db_user', DATABASE_NAME],
  ['dbfilter', `^${DATABASE_NAME}$`],
  ['list_db', 'False'],
  ['http_interface', '127.0.0.1'],
  ['http_port', HTTP_PORT],
  ['data_dir', DATA_DIRECTORY],
  ['server_wide_modules', 'base,web'],
  ['workers', 0],
  ['max_cron_threads', 0],
  ['smtp_server', 'mail.invalid'],
  ['without_demo', 'all'],
];

export function odooConf(context: RestoreTestContext): Manifest {
  const lines = OPTIONS.map(([name, value]) => `${name} = ${value}`);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(context, {
      name: ODOO_CONF_MAP,
      component: 'restore-test',
      wave: 'guardrails',
    }),
    data: { [ODOO_CONF_FILE]: ['[options]', ...lines, ''].join('\n') },
  };
}

/** A native sidecar of the release that runs: without probes, because it waits for the container that waits for it. */
export function odooSidecar({ release }: RestoreTestContext): ManifestFields {
  const nowhere = 'http://127.0.0.1:9';
  return {
    name: 'odoo',
    image: `${release.spec.image}@${release.spec.digest}`,
    restartPolicy: 'Always',
    command: [
      'sh',
      '-c',
      `trap 'exit 0' TERM; until [ -e ${NEUTRALISED_MARKER} ]; do sleep 1; done; exec odoo --config=${ODOO_CONF_DIRECTORY}/${ODOO_CONF_FILE}`,
    ],
    // The pod may reach the backup store, and Odoo shares its network: its own calls end here.
    env: [
      { name: 'HTTP_PROXY', value: nowhere },
      { name: 'HTTPS_PROXY', value: nowhere },
      { name: 'NO_PROXY', value: '127.0.0.1,localhost' },
    ],
    resources: {
      requests: {
        cpu: cores(ODOO_SIZE.cpu),
        memory: mebibytes(ODOO_SIZE.memoryRequestMiB),
      },
      limits: { memory: mebibytes(ODOO_SIZE.memoryLimitMiB) },
    },
    securityContext: CONFINED_CONTAINER,
    volumeMounts: [
      { name: 'run', mountPath: RUN_DIRECTORY },
      { name: 'odoo-conf', mountPath: ODOO_CONF_DIRECTORY, readOnly: true },
      { name: 'odoo-data', mountPath: DATA_DIRECTORY },
      { name: 'odoo-tmp', mountPath: '/tmp' },
    ],
  };
}
