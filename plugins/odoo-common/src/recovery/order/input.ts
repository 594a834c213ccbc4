import { BusinessService, Tier } from '../../environment/stage';
import { EnvironmentRef } from '../../environment/ref';
import { Platform } from '../../platform/platform';
import { RecoveryAssessment } from '../assessment';

export interface OrderedEnvironment extends EnvironmentRef {
  tier: Tier;
  owner: string;
  businessServices: readonly BusinessService[];
  region: string;
  recoveryRegion?: string;
  cluster: string;
  /** A shared server that has to be back before; empty for a server of its own. */
  databaseServer: readonly string[];
  /** Of the plan, from the size of its data. */
  estimateSeconds: number;
  assessment?: RecoveryAssessment;
}

export interface RecoveryOrderInput {
  /** A tenant comes back where it was; a lost region comes back in the recovery regions. */
  of:
    | { tenant: string; region?: undefined }
    | { region: string; tenant?: undefined };
  environments: readonly OrderedEnvironment[];
  platform: Pick<Platform, 'clusters'>;
  now: Date;
}
