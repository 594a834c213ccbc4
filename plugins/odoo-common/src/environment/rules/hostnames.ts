import { FieldError } from '../../validation/fieldError';
import { CheckFacts } from '../check';
import { EnvironmentRef, formatEnvironmentRef } from '../ref';
import { EnvironmentSpec } from '../spec';
import { when } from './when';

export function checkHostnames(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
  { platform, takenHostnames }: CheckFacts,
): FieldError[] {
  return spec.hostnames.flatMap((hostname, index) => {
    const owner = takenHostnames.get(hostname);
    return [
      ...when(
        !platform.domains.some(domain => hostname.endsWith(`.${domain}`)),
        {
          path: `spec.hostnames.${index}`,
          message: `${hostname} lies outside the domains of this platform`,
          accepted: `a host name under ${platform.domains.join(' or ')}`,
        },
      ),
      ...when(owner !== undefined && owner !== formatEnvironmentRef(ref), {
        path: `spec.hostnames.${index}`,
        message: `${hostname} already belongs to ${owner}`,
        accepted: 'a host name that no other environment has',
      }),
    ];
  });
}
