import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { KINDS } from './kinds';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

it('The documented ClusterRole allows every list that is made, and nothing else', () => {
  const readme = readFileSync(resolve(__dirname, '../../../README.md'), 'utf8');
  const role = parse(/```yaml\n([\s\S]*?)```/.exec(readme)![1]);
  const allowed = (role.rules as Rule[]).flatMap(rule =>
    rule.apiGroups.flatMap(group =>
      rule.resources.flatMap(resource =>
        rule.verbs.map(verb => `${verb} ${group}/${resource}`),
      ),
    ),
  );
  const listed = Object.values(KINDS).map(
    ({ group, plural }) => `list ${group}/${plural}`,
  );
  expect(allowed.sort()).toEqual([...listed, 'list /events'].sort());
});
