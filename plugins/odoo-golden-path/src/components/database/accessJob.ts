import { fingerprint } from '../../manifest/fingerprint';
import { labelsOf } from '../../manifest/labels';
import { Manifest, ManifestFields } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { cores, mebibytes } from '../../manifest/quantities';
import { RenderContext } from '../../manifest/renderContext';
import { CONFINED_CONTAINER, CONFINED_POD } from '../../odoo/confinement';
import { passwordKeyOf } from '../../odoo/credentials';
import { POSTGRES_PORT } from '../../odoo/ports';
import { ACCESS_POD } from '../../plan/databaseSize';
import { EXTENSIONS } from './extensions';
import { FLEXIBLE_SERVER_ADMIN } from './flexibleServer';

/** Making a server takes Azure up to half an hour. */
const DEADLINE_SECONDS = 2 * 3600;
/** The name must fit into a label together with the longest name of an environment. */
const VERSION_CHARACTERS = 6;

/**
 * The environment's role, owner of its database and let into no other. By SQL, because Azure's API makes a
 * database that only the administrator can create tables in. The same script a second time changes nothing.
 *
 * Values come from variables: nothing of a spec stands in the script. The administrator becomes a member of
 * the role, as only such may give a database away.
 */
export const ACCESS_SQL = `\\getenv role ROLE_NAME
\\getenv password ROLE_PASSWORD
\\getenv connections ROLE_CONNECTIONS
\\getenv database DATABASE_NAME
SELECT format('CREATE ROLE %I', :'role')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \\gexec
ALTER ROLE :"role" LOGIN NOCREATEDB NOCREATEROLE
  CONNECTION LIMIT :connections PASSWORD :'password';
GRANT :"role" TO CURRENT_USER;
ALTER DATABASE :"database" OWNER TO :"role";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
\\connect :"database"
${EXTENSIONS.map(name => `CREATE EXTENSION IF NOT EXISTS ${name};`).join('\n')}
GRANT ALL ON SCHEMA public TO :"role";
`;

/**
 * Until all of it is done: server, database and the list of allowed extensions are made while it waits, in no
 * order. The pod tries again, not the Job, which gives up after a few pods.
 */
const SCRIPT = `until psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 <<'SQL'
${ACCESS_SQL}SQL
do sleep 20; done
`;

/**
 * Gives an environment its database on a Flexible Server. A Job cannot change, neither in what it does nor in the
 * labels of its pods: all of it is part of its name, the version of the password among it, which reaches Odoo and
 * the role together.
 */
export function accessJob(
  context: RenderContext,
  { name, loginSecret }: { name: string; loginSecret: string },
): Manifest {
  const spec = {
    backoffLimit: 6,
    activeDeadlineSeconds:
      DEADLINE_SECONDS +
      // A server that is restored is there when all of its data is.
      (context.copy ? 60 * context.plan.recovery.restoreMinutes : 0),
    template: {
      metadata: { labels: labelsOf(context, 'database-access') },
      spec: podSpec(context, loginSecret),
    },
  };
  const version = fingerprint(JSON.stringify(spec)).slice(
    0,
    VERSION_CHARACTERS,
  );
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(context, {
      // A dot is in no name of an environment: in a shared namespace no two can meet.
      name: `${name}.${version}`,
      component: 'database-access',
      wave: 'databaseAccess',
    }),
    spec,
  };
}

function podSpec(context: RenderContext, loginSecret: string): ManifestFields {
  const { platform, database, plan } = context;
  const secret = (name: string, key: string) => ({
    valueFrom: { secretKeyRef: { name, key } },
  });
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: CONFINED_POD,
    containers: [
      {
        name: 'psql',
        image: platform.database.imageName,
        command: ['/bin/sh', '-euc', SCRIPT],
        env: [
          { name: 'PGHOST', value: database.host },
          { name: 'PGPORT', value: String(POSTGRES_PORT) },
          { name: 'PGDATABASE', value: 'postgres' },
          { name: 'PGUSER', value: FLEXIBLE_SERVER_ADMIN },
          {
            name: 'PGPASSWORD',
            ...secret(OBJECT_NAMES.databaseAdminSecret, 'password'),
          },
          // The image of PostgreSQL brings no authorities by which the server could be verified.
          { name: 'PGSSLMODE', value: 'require' },
          { name: 'ROLE_NAME', value: database.name },
          {
            name: 'ROLE_PASSWORD',
            ...secret(loginSecret, passwordKeyOf(context)),
          },
          {
            name: 'ROLE_CONNECTIONS',
            value: String(plan.database.connections),
          },
          { name: 'DATABASE_NAME', value: database.name },
        ],
        resources: {
          requests: {
            cpu: cores(ACCESS_POD.cpu),
            memory: mebibytes(ACCESS_POD.memoryRequestMiB),
          },
          limits: { memory: mebibytes(ACCESS_POD.memoryLimitMiB) },
        },
        securityContext: CONFINED_CONTAINER,
      },
    ],
  };
}
