import { OBJECT_NAMES } from '../manifest/objectNames';
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

/**
 * Roles that follow the load: what sleeps has a fixed number while it is awake. Also where the plan has one number
 * now: when the owner of the number changes, Kubernetes takes the Deployment down to one pod.
 */
export const loadedRoles = ({ spec }: Pick<RenderContext, 'spec'>): 'web'[] =>
  hasSince(spec, 'autoscaling') && spec.schedule === 'always' ? ['web'] : [];

/** By its spec nothing of Odoo runs, at no hour: Git says zero, and KEDA owns no number. */
export const isStopped = ({ spec }: Pick<RenderContext, 'spec'>): boolean =>
  spec.schedule === 'stopped';

/** Whether KEDA owns the number of pods. */
export const isScaled = (
  context: Pick<RenderContext, 'plan' | 'spec'>,
  role: WorkloadRole,
): boolean =>
  [...sleepingRoles(context), ...loadedRoles(context)].includes(role);

/**
 * Name of the Deployment's ScaledObject, whatever it scales by: KEDA refuses a second one, and Flux makes what is
 * new before it takes away what was. Before autoscaling a schedule had a name of its own.
 */
export const scalerName = (
  { spec }: Pick<RenderContext, 'spec'>,
  role: WorkloadRole,
): string =>
  hasSince(spec, 'autoscaling')
    ? OBJECT_NAMES[role]
    : `${OBJECT_NAMES[role]}-office-hours`;

/** Names of the ScaledObjects that put the environment to sleep. */
export const sleepScheduleNames = (
  context: Pick<RenderContext, 'plan' | 'spec'>,
): string[] => sleepingRoles(context).map(role => scalerName(context, role));

/** Names of the ScaledObjects that scale with load. */
export const autoscalerNames = (
  context: Pick<RenderContext, 'spec'>,
): string[] => loadedRoles(context).map(role => scalerName(context, role));

/** Names of those that have room between two numbers: only they can come to a limit. */
export const limitedAutoscalerNames = (
  context: Pick<RenderContext, 'plan' | 'spec'>,
): string[] =>
  loadedRoles(context)
    .filter(role => context.plan[role].maximumPods > context.plan[role].pods)
    .map(role => scalerName(context, role));
