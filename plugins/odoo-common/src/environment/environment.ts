import { EnvironmentRef } from './ref';
import { EnvironmentSpec, Placement } from './spec';
import { Expectation } from './expectation';

/** One environment of the registry, as collectors and assessments see it. */
export interface Environment extends EnvironmentRef {
  spec: EnvironmentSpec;
  placement: Placement;
  expectation: Expectation;
  /** Commit that last touched the environment's files, and when it was made. */
  revision: { commit: string; at: string };
}
