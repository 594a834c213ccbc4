import { OBJECT_NAMES, sleepScheduleName } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { hasSince } from '../plan/since';
import { WorkloadRole } from '../odoo/odooDeployment';

/** The Deployments that an environment has. */
export const rolesOf = ({
  plan,
}: Pick<RenderContext, 'plan'>): WorkloadRole[] =>
  plan.queue
    ? ['web', 'websocket', 'cron', 'queue']
    : ['web', 'websocket', 'cron'];

/** Roles that sleep out of office hours, and by what object. A Deployment has one ScaledObject or none. */
export const sleepingRoles = (
  context: Pick<RenderContext, 'plan' | 'spec'>,
): WorkloadRole[] =>
  context.spec.schedule === 'office-hours' ? rolesOf(context) : [];

/** Roles that follow the load: what sleeps has a fixed number while it is awake. */
export const loadedRoles = ({
  plan,
  spec,
}: Pick<RenderContext, 'plan' | 'spec'>): 'web'[] =>
  hasSince(spec, 'autoscaling') &&
  spec.schedule === 'always' &&
  plan.web.maximumPods > plan.web.pods
    ? ['web']
    : [];

/** Whether KEDA owns the number of pods. */
export const isScaled = (
  context: Pick<RenderContext, 'plan' | 'spec'>,
  role: WorkloadRole,
): boolean =>
  [...sleepingRoles(context), ...loadedRoles(context)].includes(role);

/** Names of the ScaledObjects that put the environment to sleep. */
export const sleepScheduleNames = (
  context: Pick<RenderContext, 'plan' | 'spec'>,
): string[] =>
  sleepingRoles(context).map(role => sleepScheduleName(OBJECT_NAMES[role]));

/** Names of the ScaledObjects that scale with load. */
export const autoscalerNames = (
  context: Pick<RenderContext, 'plan' | 'spec'>,
): string[] => loadedRoles(context).map(role => OBJECT_NAMES[role]);
