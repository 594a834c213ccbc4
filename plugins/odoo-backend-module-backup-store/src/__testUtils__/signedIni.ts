import { createHash } from 'node:crypto';

export type IniSection = [section: string, lines: [key: string, raw: string][]];

/** A file of pgBackRest with its checksum. Written down a second time, from the description of the format: whole, and over bytes. */
export function signedIni(body: IniSection[]): string {
  const text = body
    .map(([section, all]) => {
      const inside = all.map(([key, raw]) => `${JSON.stringify(key)}:${raw}`);
      return `${JSON.stringify(section)}:{${inside.join(',')}}`;
    })
    .join(',');
  const sha1 = createHash('sha1').update(`{${text}}`).digest('hex');
  return `${body
    .map(
      ([section, all]) =>
        `[${section}]\n${all.map(([key, raw]) => `${key}=${raw}\n`).join('')}`,
    )
    .join('\n')}\n[backrest]\nbackrest-checksum="${sha1}"\n`;
}
