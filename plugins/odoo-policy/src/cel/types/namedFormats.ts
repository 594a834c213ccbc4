import { parseGoUrl } from './GoUrl';

/** What is wrong with a text; empty when it has the format. */
export type FormatCheck = (text: string) => string[];

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_1123_LABEL = new RegExp(`^${LABEL}$`);
const DNS_1123_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const UUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** The length is tested first: it bounds the time of the pattern. */
function limited(name: string, pattern: RegExp, length: number): FormatCheck {
  return text => {
    if (text.length > length) return [`must be no more than ${length} bytes`];
    return pattern.test(text) ? [] : [`must be a valid ${name}`];
  };
}

/** A generated name ends where more is appended, so a trailing dash is fine. */
function prefixOf(check: FormatCheck): FormatCheck {
  return text => check(text.endsWith('-') ? `${text.slice(0, -1)}a` : text);
}

function predicate(
  name: string,
  holds: (text: string) => boolean,
): FormatCheck {
  return text => (holds(text) ? [] : [`must be a valid ${name}`]);
}

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const dns1123Label = limited('DNS label', DNS_1123_LABEL, 63);
const dns1123Subdomain = limited('DNS subdomain', DNS_1123_SUBDOMAIN, 253);
const dns1035Label = limited('DNS-1035 label', DNS_1035_LABEL, 63);
const nameSegment = limited('qualified name', QUALIFIED_NAME, 63);

function qualifiedName(text: string): string[] {
  const parts = text.split('/');
  if (parts.length > 2) return ['must be a valid qualified name'];
  const prefix = parts.length === 2 ? dns1123Subdomain(parts[0]) : [];
  return [...prefix, ...nameSegment(parts[parts.length - 1])];
}

/** The formats of https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library */
export const NAMED_FORMATS: Readonly<Record<string, FormatCheck>> = {
  dns1123Label,
  dns1123Subdomain,
  dns1035Label,
  qualifiedName,
  dns1123LabelPrefix: prefixOf(dns1123Label),
  dns1123SubdomainPrefix: prefixOf(dns1123Subdomain),
  dns1035LabelPrefix: prefixOf(dns1035Label),
  labelValue: limited('label value', LABEL_VALUE, 63),
  uri: predicate('URI', text => parseGoUrl(text) !== undefined),
  uuid: predicate('UUID', text => text.length <= 36 && UUID.test(text)),
  byte: predicate('base64 text', text => BASE64.test(text)),
  date: predicate('date', isDate),
  datetime: predicate('date and time', text => {
    const match = text.length <= 64 ? DATE_TIME.exec(text) : null;
    return match !== null && isDate(match[1]);
  }),
};
