/** Parts of a URL as Go's net/url splits it: nothing is normalised. */
export interface GoUrl {
  scheme: string;
  /** Host with port, IPv6 in brackets. */
  host: string;
  hostname: string;
  port: string;
  escapedPath: string;
  query: Map<string, string[]>;
}

const SYNTAX = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(.*)$/s;
const AUTHORITY = /^\/\/(?:[^/@?#]*@)?([^/?#]*)(.*)$/s;
const HOST = /^(\[[0-9A-Fa-f:.%A-Za-z_-]*\]|[^:[\]]*)(?::(\d*))?$/;
const HOST_CHARACTERS = /^[^\s<>"`{}|\\^]*$/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

/** Printable without spaces: what Go refuses as an "invalid control character". */
function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

/**
 * As `url.ParseRequestURI` and `url.Parse` in Go, which the API server uses:
 * absolute, or a path from the root. Undefined when it is no such URL.
 * The platform's own URL class normalises and accepts other texts.
 */
export function parseGoUrl(text: string): GoUrl | undefined {
  if (text === '' || hasControlCharacter(text)) return undefined;
  const [, scheme = '', rest] = SYNTAX.exec(text) ?? [];
  if (rest === undefined) return undefined;
  if (!rest.startsWith('/')) {
    return scheme === '' ? undefined : opaqueUrl(scheme);
  }
  const authority = scheme === '' ? null : AUTHORITY.exec(rest);
  const host = authority?.[1] ?? '';
  const parsedHost = HOST.exec(host);
  if (!parsedHost || !HOST_CHARACTERS.test(host)) return undefined;

  const afterHost = authority?.[2] ?? rest;
  const [beforeFragment] = afterHost.split('#', 1);
  const mark = beforeFragment.indexOf('?');
  const path = mark < 0 ? beforeFragment : beforeFragment.slice(0, mark);
  if (BAD_ESCAPE.test(path)) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    host,
    hostname: parsedHost[1].replace(/^\[|\]$/g, ''),
    port: parsedHost[2] ?? '',
    escapedPath: path.replace(/ /g, '%20'),
    query: parseQuery(mark < 0 ? '' : beforeFragment.slice(mark + 1)),
  };
}

function opaqueUrl(scheme: string): GoUrl {
  return {
    scheme: scheme.toLowerCase(),
    host: '',
    hostname: '',
    port: '',
    escapedPath: '',
    query: new Map(),
  };
}

function parseQuery(text: string): Map<string, string[]> {
  const query = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(text)) {
    query.set(key, [...(query.get(key) ?? []), value]);
  }
  return query;
}
