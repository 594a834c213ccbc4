import { Manifest } from '../manifest/manifest';
import { RenderContext } from '../manifest/renderContext';
import { AUTOSCALING } from '../render/paths';
import { autoscalingComponent } from './autoscaling';
import { backupScheduleComponent } from './backupSchedule';
import { backupStoreComponent } from './backupStore';
import { businessComponent } from './business';
import { copyComponent } from './copy';
import { cronComponent } from './cron';
import { databaseComponent } from './database';
import { disruptionBudgetComponent } from './disruptionBudget';
import { filestoreComponent } from './filestore';
import { filestoreCopyComponent } from './filestoreCopy';
import { heartbeatComponent } from './heartbeat';
import { hibernationComponent } from './hibernation';
import { identityComponent } from './identity';
import { ingressComponent } from './ingress';
import { migrationComponent } from './migration';
import { monitoringComponent } from './monitoring';
import { monthlyArchiveComponent } from './monthlyArchive';
import { namespaceComponent } from './namespace';
import { networkPolicyComponent } from './networkPolicy';
import { queueComponent } from './queue';
import { recoveryAlertsComponent } from './recoveryAlerts';
import { secretsComponent } from './secrets';
import { sleepScheduleComponent } from './sleepSchedule';
import { webComponent } from './web';
import { websocketComponent } from './websocket';

type Component = (context: RenderContext) => Manifest[];

/** Every component by its file name, in the order in which an environment comes up. */
const COMPONENTS: readonly (readonly [file: string, Component])[] = [
  ['00-namespace', namespaceComponent],
  ['10-identity', identityComponent],
  ['15-network-policy', networkPolicyComponent],
  ['20-secrets', secretsComponent],
  ['25-backup-store', backupStoreComponent],
  ['28-copy', copyComponent],
  ['29-business-queries', businessComponent],
  ['30-database', databaseComponent],
  ['35-backup-schedule', backupScheduleComponent],
  ['40-filestore', filestoreComponent],
  ['42-filestore-copy', filestoreCopyComponent],
  ['44-monthly-archive', monthlyArchiveComponent],
  ['45-migration', migrationComponent],
  ['50-web', webComponent],
  ['52-websocket', websocketComponent],
  ['54-cron', cronComponent],
  ['56-queue', queueComponent],
  ['58-heartbeat', heartbeatComponent],
  ['60-disruption-budget', disruptionBudgetComponent],
  ['70-ingress', ingressComponent],
  ['80-sleep-schedule', sleepScheduleComponent],
  ['81-hibernation', hibernationComponent],
  [AUTOSCALING, autoscalingComponent],
  ['90-recovery-alerts', recoveryAlertsComponent],
  ['92-monitoring', monitoringComponent],
];

export interface RenderedComponent {
  /** File name without its ending; the number gives the order of reading. */
  file: string;
  manifests: Manifest[];
}

/** The components that this environment has, with their objects. */
export function componentsOf(context: RenderContext): RenderedComponent[] {
  return COMPONENTS.map(([file, component]) => ({
    file,
    manifests: component(context),
  })).filter(({ manifests }) => manifests.length > 0);
}
