import type { Environment } from '@marcbachmann/cel-js';
import { replacementOf } from '../dialect';
import { CelEvaluationError } from '../errors';
import { Cidr } from '../types/Cidr';
import { IpAddress } from '../types/IpAddress';
import { declare } from './declare';
import { IP_TYPE, parseIp } from './ip';

const TYPE = 'net.CIDR';

function parseCidr(text: string): Cidr {
  const cidr = Cidr.parse(text);
  if (!cidr) throw new CelEvaluationError(`'${text}' is not a CIDR block`);
  return cidr;
}

/** `cidr()`, `isCIDR()` and the methods of a block. */
export function registerCidr(environment: Environment): void {
  environment.registerType(TYPE, { ctor: Cidr, fields: {} });
  environment.registerOperator(`${TYPE} == ${TYPE}`, (a: Cidr, b: Cidr) =>
    a.equals(b),
  );
  declare(environment, {
    'isCIDR(string): bool': (text: string) => Cidr.parse(text) !== undefined,
    [`cidr(string): ${TYPE}`]: (text: string) => parseCidr(text),
    [`${replacementOf('string')}(${TYPE}): string`]: (cidr: Cidr) =>
      cidr.toString(),
    [`${TYPE}.containsIP(${IP_TYPE}): bool`]: (cidr: Cidr, ip: IpAddress) =>
      cidr.containsIp(ip),
    [`${TYPE}.containsIP(string): bool`]: (cidr: Cidr, text: string) =>
      cidr.containsIp(parseIp(text)),
    [`${TYPE}.containsCIDR(${TYPE}): bool`]: (cidr: Cidr, other: Cidr) =>
      cidr.containsCidr(other),
    [`${TYPE}.containsCIDR(string): bool`]: (cidr: Cidr, text: string) =>
      cidr.containsCidr(parseCidr(text)),
    [`${TYPE}.ip(): ${IP_TYPE}`]: (cidr: Cidr) => cidr.ip,
    [`${TYPE}.masked(): ${TYPE}`]: (cidr: Cidr) => cidr.masked(),
    [`${TYPE}.prefixLength(): int`]: (cidr: Cidr) => BigInt(cidr.prefixLength),
  });
}
