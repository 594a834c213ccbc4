import { IpAddress } from './IpAddress';

/** An address with the length of its network prefix. */
export class Cidr {
  readonly ip: IpAddress;
  readonly prefixLength: number;

  constructor(ip: IpAddress, prefixLength: number) {
    this.ip = ip;
    this.prefixLength = prefixLength;
  }

  /** Undefined when the text is not in CIDR notation. */
  static parse(text: string): Cidr | undefined {
    const [, address, length] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
    const ip = address === undefined ? undefined : IpAddress.parse(address);
    if (!ip || Number(length) > ip.bits) return undefined;
    return new Cidr(ip, Number(length));
  }

  containsIp(ip: IpAddress): boolean {
    return this.ip.sharesPrefix(ip, this.prefixLength);
  }

  containsCidr(other: Cidr): boolean {
    return (
      other.prefixLength >= this.prefixLength &&
      this.ip.sharesPrefix(other.ip, this.prefixLength)
    );
  }

  masked(): Cidr {
    return new Cidr(this.ip.masked(this.prefixLength), this.prefixLength);
  }

  equals(other: Cidr): boolean {
    return this.prefixLength === other.prefixLength && this.ip.equals(other.ip);
  }

  toString(): string {
    return `${this.ip}/${this.prefixLength}`;
  }
}
