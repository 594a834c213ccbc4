import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { ProposeChangeInput } from '@plumbline/plugin-odoo-common';
import { createHash } from 'node:crypto';
import { ChangeControlClient } from '../ChangeControlClient';

/** What every action that proposes a change tells the steps after it. */
export interface ProposedOutput extends JsonObject {
  changeId?: string;
  changeUrl?: string;
  environment: string;
  state: string;
  contentHash: string;
}

type Task = Pick<
  ActionContext<JsonObject, ProposedOutput>,
  | 'checkpoint'
  | 'getInitiatorCredentials'
  | 'isDryRun'
  | 'logger'
  | 'output'
  | 'signal'
  | 'step'
  | 'task'
>;

/** Proposes once on behalf of the user, however often the step is run again within its task. */
export async function proposeInTask(
  client: ChangeControlClient,
  task: Task,
  proposal: Omit<ProposeChangeInput, 'dryRun'>,
): Promise<void> {
  const { environment } = proposal;
  const credentials = await task.getInitiatorCredentials();
  // In both keys the environment tells the iterations of `each` apart.
  const change = await task.checkpoint({
    key: `propose:${environment}`,
    fn: async () => {
      const { id, state, contentHash } = await client.propose(
        { ...proposal, dryRun: task.isDryRun === true },
        {
          credentials,
          idempotencyKey: keyOf(task.task.id, task.step?.id, environment),
          signal: task.signal,
        },
      );
      return { id, state, contentHash };
    },
  });
  task.output('environment', environment);
  task.output('state', change.state);
  task.output('contentHash', change.contentHash);
  if (change.id === undefined) {
    task.logger.info(`${environment}: a change would be ${change.state}`);
    return;
  }
  task.logger.info(`${environment}: ${change.id} is ${change.state}`);
  task.output('changeId', change.id);
  task.output('changeUrl', `/changes/${encodeURIComponent(change.id)}`);
}

/** Names one run of one step for one environment; hashed, because a header takes neither every letter nor any length. */
function keyOf(...parts: (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
