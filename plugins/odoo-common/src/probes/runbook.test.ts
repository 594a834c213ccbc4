import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PROBE_IDS } from './probes';

const RUNBOOK = resolve(__dirname, '../../../../docs/runbooks/health.md');

/** The sections of the runbook by their anchor. */
const sections = new Map(
  readFileSync(RUNBOOK, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map(text => [text.slice(0, text.indexOf('\n')), text] as const),
);

// The Health tab links each probe to its section by this anchor.
it.each(PROBE_IDS)('%s has a section that says what to do', probe => {
  const section = sections.get(probe.replaceAll('.', '-'));
  expect(section).toMatch(/\*\*.+\*\*/);
  expect(section).toMatch(/^(Do: |As )/m);
});

it('has no section of a probe that is no more', () => {
  const anchors = PROBE_IDS.map(probe => probe.replaceAll('.', '-'));
  expect([...sections.keys()].filter(name => !anchors.includes(name))).toEqual(
    [],
  );
});

it('links only to sections that exist', () => {
  const links = [...sections.values()].flatMap(text =>
    [...text.matchAll(/\]\(#([^)]+)\)/g)].map(match => match[1]),
  );
  expect(links.filter(link => !sections.has(link))).toEqual([]);
});
