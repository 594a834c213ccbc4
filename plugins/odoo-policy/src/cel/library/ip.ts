import type { Environment } from '@marcbachmann/cel-js';
import { replacementOf } from '../dialect';
import { CelEvaluationError } from '../errors';
import { Cidr } from '../types/Cidr';
import { IpAddress } from '../types/IpAddress';
import { declare, declareNamespace } from './declare';

export const IP_TYPE = 'net.IP';
const NAMESPACE = 'net.IpFunctions';

/** Parses an address; throws when it is none. */
export function parseIp(text: string): IpAddress {
  const ip = IpAddress.parse(text);
  if (!ip) throw new CelEvaluationError(`'${text}' is not an IP address`);
  return ip;
}

/** `[IPv4 network, IPv6 network]` per property, as in Go's net/netip. */
const NETWORKS = {
  unspecified: ['0.0.0.0/32', '::/128'],
  loopback: ['127.0.0.0/8', '::1/128'],
  linkLocalMulticast: ['224.0.0.0/24', 'ff02::/16'],
  linkLocalUnicast: ['169.254.0.0/16', 'fe80::/10'],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
  broadcast: ['255.255.255.255/32'],
} as const;

function isIn(kind: keyof typeof NETWORKS, ip: IpAddress): boolean {
  return NETWORKS[kind].some(text => Cidr.parse(text)?.containsIp(ip));
}

function isGlobalUnicast(ip: IpAddress): boolean {
  return !(
    isIn('unspecified', ip) ||
    isIn('loopback', ip) ||
    isIn('multicast', ip) ||
    isIn('linkLocalUnicast', ip) ||
    isIn('broadcast', ip)
  );
}

/** `ip()`, `isIP()`, `ip.isCanonical()` and the properties of an address. */
export function registerIp(environment: Environment): void {
  environment.registerType(IP_TYPE, { ctor: IpAddress, fields: {} });
  declareNamespace(environment, 'ip', NAMESPACE);
  environment.registerOperator(
    `${IP_TYPE} == ${IP_TYPE}`,
    (a: IpAddress, b: IpAddress) => a.equals(b),
  );
  declare(environment, {
    'isIP(string): bool': (text: string) => IpAddress.parse(text) !== undefined,
    [`ip(string): ${IP_TYPE}`]: (text: string) => parseIp(text),
    [`${replacementOf('string')}(${IP_TYPE}): string`]: (ip: IpAddress) =>
      ip.toString(),
    [`${NAMESPACE}.isCanonical(string): bool`]: (_: unknown, text: string) =>
      parseIp(text).toString() === text,
    [`${IP_TYPE}.family(): int`]: (ip: IpAddress) => BigInt(ip.family),
    [`${IP_TYPE}.isUnspecified(): bool`]: (ip: IpAddress) =>
      isIn('unspecified', ip),
    [`${IP_TYPE}.isLoopback(): bool`]: (ip: IpAddress) => isIn('loopback', ip),
    [`${IP_TYPE}.isLinkLocalMulticast(): bool`]: (ip: IpAddress) =>
      isIn('linkLocalMulticast', ip),
    [`${IP_TYPE}.isLinkLocalUnicast(): bool`]: (ip: IpAddress) =>
      isIn('linkLocalUnicast', ip),
    [`${IP_TYPE}.isGlobalUnicast(): bool`]: (ip: IpAddress) =>
      isGlobalUnicast(ip),
  });
}
