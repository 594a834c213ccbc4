import { DAY, duration, moment } from '../words';
import { Probe } from './Subject';

/** Whether the version of the cluster is supported; its end is a risk ahead, and no impact now. */
export const clusterVersion: Probe = {
  id: 'cluster.version',
  needs: () => [],
  assess({ cluster: { version, support }, now }) {
    if (version === undefined) {
      return {
        status: 'unknown',
        summary: 'The cluster does not tell its version',
      };
    }
    const minor = minorVersion(version);
    const shape = { value: minor ?? version, threshold: 'supported' };
    const end = minor === undefined ? undefined : support.get(minor);
    if (end === undefined) {
      return {
        ...shape,
        status: 'unknown',
        summary: `Nobody has said until when Kubernetes ${version} is supported: add it to odoo.kubernetes.versionSupport`,
      };
    }
    const over = end <= now;
    return {
      ...shape,
      status: over ? 'degraded' : 'ok',
      since: over ? end : undefined,
      deadline: end,
      summary: over
        ? `Kubernetes ${version} has not been supported since ${day(
            end,
          )}, ${duration(now - end)} ago`
        : `Kubernetes ${version} is supported until ${day(end)}, ${Math.floor(
            (end - now) / DAY,
          )} days from now`,
    };
  },
};

/** `1.33` of `v1.33.4`, `v1.33.4-eks-a737599`, `v1.33.4+k3s1`. */
export function minorVersion(version: string): string | undefined {
  return /^v?(\d+\.\d+)(?:[.+-]|$)/.exec(version)?.[1];
}

function day(time: number): string {
  return moment(time).slice(0, 'YYYY-MM-DD'.length);
}
