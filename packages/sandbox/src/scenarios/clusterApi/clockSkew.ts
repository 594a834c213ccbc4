import type { ClusterServer } from '../../cluster';
import type { Scenario } from '../scenario';

const NAME = 'clock-skew';
const MINUTE = 60_000;

/** Fields that a machine of the cluster writes by its own clock; `notAfter` is the authority's. */
const STAMPED =
  /("[A-Za-z]*(?:Timestamp|Time|At)":")(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)((?:\.\d+)?Z")/g;

function shifted(body: string, by: number): string {
  return body.replace(STAMPED, (_match, field, time, rest) => {
    const text = new Date(Date.parse(`${time}Z`) + by).toISOString();
    return `${field}${text.slice(0, 19)}${rest}`;
  });
}

export interface SkewedClock {
  cluster: ClusterServer;
  /** Ahead of ours; negative: behind. */
  minutes: number;
}

function describe({ cluster, minutes }: SkewedClock): string {
  const direction = minutes > 0 ? 'ahead' : 'behind';
  return `${cluster.name} is ${Math.abs(minutes)} minutes ${direction}`;
}

/** Clocks of clusters go wrong: the date of their answers and every time that their machines note. */
export function clockSkew(clocks: readonly SkewedClock[]): Scenario {
  const on = async () => {
    for (const { cluster, minutes } of clocks) {
      const by = minutes * MINUTE;
      cluster.infect(NAME, () => ({
        headers: { date: new Date(Date.now() + by).toUTCString() },
        rewrite: body => shifted(body, by),
      }));
    }
  };
  return {
    name: NAME,
    title: `Clocks go wrong: ${clocks.map(describe).join(', ')}`,
    on,
    async off() {
      for (const { cluster } of clocks) cluster.heal(NAME);
    },
    resume: on,
  };
}
