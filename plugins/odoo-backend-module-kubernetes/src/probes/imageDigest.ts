import { DIFFERENCES_MAX } from '@plumbline/plugin-odoo-common';
import { PodRecord } from '../records';
import { Probe, committedAt, reference } from './Subject';
import { isRollingOut } from './rolloutProgress';
import { noPods } from './noPods';
import { HOUR, amount, duration, elapsed, waited } from '../words';
import { awakeWorkloads, deployed } from './workloads';
import { sleepKinds } from './sleep';

/** Time a committed release has to reach the pods, as with `gitops.sync`. */
const PATIENCE = HOUR;

/** Name of the container that runs Odoo; where no container has it, the first one does. */
const ODOO = 'odoo';

export const imageDigest: Probe = {
  id: 'image.digest',
  needs: () => ['deployments', 'pods'],
  consults: sleepKinds,
  assess(subject) {
    const { expectation, now } = subject;
    const workloads = deployed(subject, awakeWorkloads(subject));
    const running = workloads
      .flatMap(({ pods }) => pods)
      .flatMap(pod => {
        const digest = runningDigest(pod);
        return digest ? [{ pod, digest }] : [];
      });
    if (running.length === 0) return noPods(subject);
    const other = running.filter(
      ({ digest }) => digest !== expectation.imageDigest,
    );
    const [first] = other.length > 0 ? other : running;
    const shape = {
      value: first.digest,
      threshold: expectation.imageDigest,
      object: reference('pods', first.pod.namespace, first.pod.name),
    };
    if (other.length === 0) {
      return {
        ...shape,
        status: 'ok',
        summary: `All ${amount(
          running.length,
          'running pod',
        )} run the released image ${brief(expectation.imageDigest)}`,
      };
    }
    const counted = `${other.length} of ${amount(
      running.length,
      'pod',
    )} run ${brief(first.digest)} instead of the released ${brief(
      expectation.imageDigest,
    )}`;
    if (workloads.some(({ deployment }) => isRollingOut(deployment))) {
      return {
        ...shape,
        status: 'ok',
        summary: `${counted}; the rollout is in progress`,
      };
    }
    const committed = committedAt(subject);
    const fresh = waited(committed, now) <= PATIENCE;
    return {
      ...shape,
      status: fresh ? 'degraded' : 'critical',
      differences: other
        .slice(0, DIFFERENCES_MAX)
        .map(({ pod, digest }) => `Pod ${pod.name} runs ${digest}`),
      summary: `${counted}; committed ${duration(
        elapsed(committed, now),
      )} ago, no rollout in progress`,
    };
  },
};

/**
 * The digest of the image that the pod's Odoo container has started. A reference pinned by digest is
 * preferred over `imageID`: the runtime verifies it, while `imageID` may name the digest of one
 * platform of a multi-platform image.
 */
function runningDigest(pod: PodRecord): string | undefined {
  const main = pod.images.find(({ name }) => name === ODOO) ?? pod.images.at(0);
  const status = pod.containers.find(({ name }) => name === main?.name);
  const started = status?.state.running ?? status?.lastState.terminated;
  if (!started) return undefined;
  return digestOf(main?.image) ?? digestOf(status?.imageID);
}

function digestOf(image: string | undefined): string | undefined {
  return image?.match(/sha256:[0-9a-f]{64}/)?.[0];
}

function brief(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
