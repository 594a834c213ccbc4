import type { ClusterStore } from '../../kubernetes';
import { timestamp } from '../../kubernetes/store/prepare';
import type { Clock } from './clock';
import type { EventRecorder } from './eventRecorder';
import type { OutsideWorld } from '../outsideWorld';

/** What every controller of a cluster is given. */
export interface ControllerContext {
  store: ClusterStore;
  clock: Clock;
  events: EventRecorder;
  outside: OutsideWorld;
}

/** The present moment as objects carry it: RFC 3339, to the second. */
export function stamp(context: { clock: Clock }): string {
  return timestamp(context.clock.now());
}
