import { InputError } from '@backstage/errors';
import {
  Platform,
  RestorePoint,
  formatEnvironmentRef,
  restorePointSchema,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import {
  RenderContext,
  RenderInput,
  renderContextOf,
} from '../manifest/renderContext';
import { environmentDocumentOf } from '../render/environmentDocument';
import { restoreTestNames } from './names';

/** What is asked for; the signed result repeats it. */
export interface RestoreTestRequest {
  /** Id of the change. */
  id: string;
  /** Chosen for this one test: 32 hexadecimal digits. */
  nonce: string;
  point: RestorePoint;
}

export interface RestoreTestInput extends RenderInput {
  test: RestoreTestRequest;
}

/** `name` and `namespace` are those of the test, not of the environment. */
export interface RestoreTestContext extends RenderContext {
  test: RestoreTestRequest;
  settings: NonNullable<Platform['restoreTest']>;
}

const requestSchema = z.strictObject({
  // Becomes part of the name of a Job, whose pods carry it as a label.
  id: z.string().regex(/^[a-z0-9]([-a-z0-9]{0,46}[a-z0-9])?$/),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  point: restorePointSchema,
});

/** @throws InputError for a tier or platform without restore tests, and for what has the wrong shape */
export function restoreTestContextOf(
  input: RestoreTestInput,
): RestoreTestContext {
  const environment = formatEnvironmentRef(input.ref);
  const settings = input.platform.restoreTest;
  if (!settings) {
    throw new InputError(
      'This platform runs no restore tests: odoo.platform.restoreTest is not configured',
    );
  }
  const test = requestSchema.safeParse(input.test);
  if (!test.success) {
    throw new InputError(
      `The restore test of ${environment} cannot be rendered`,
      test.error,
    );
  }
  const { spec, placement } = environmentDocumentOf(input);
  const context = renderContextOf({ ...input, spec, placement });
  if (!context.tier.backupSchedule) {
    throw new InputError(
      `${environment} has no backups: tier ${spec.tier} is rebuilt, not restored`,
    );
  }
  refuseWhatIsNoCluster(environment, context);
  const { application, namespace } = restoreTestNames(input.ref);
  return {
    ...context,
    name: application,
    namespace,
    test: test.data,
    settings,
  };
}

/**
 * The test replays base backup and WAL of one environment's own server. Azure gives nobody the backups of a
 * Flexible Server, and those of a shared server hold the data of everybody on it.
 */
function refuseWhatIsNoCluster(
  environment: string,
  { database: { kind, server } }: RenderContext,
): void {
  if (server) {
    throw new InputError(
      `${environment} is on the database server ${server.name} with others: a restore would bring back the data of all of them, so it is not tested by this golden path`,
    );
  }
  if (kind === 'flexible-server') {
    throw new InputError(
      `${environment} is on a Flexible Server: Azure alone can restore its backups, so it is not tested by this golden path`,
    );
  }
}
