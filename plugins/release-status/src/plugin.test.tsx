import { createExtensionTester } from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import releaseStatusPlugin from '.';

const page = (id: string) => {
  const tester = createExtensionTester(releaseStatusPlugin.getExtension(id));
  return [
    tester.get(coreExtensionData.routePath),
    tester.get(coreExtensionData.title),
  ];
};

// The links of all other pages and the portal's navigation find the pages by these.
it('has its pages and its tab under stable ids, paths and titles', () => {
  expect(page('page:release-status')).toEqual(['/releases', 'Releases']);
  expect(page('page:release-status/rollouts')[0]).toBe('/rollouts');
  expect(page('page:release-status/compare')[0]).toBe('/compare');
  expect(page('page:release-status/drift')).toEqual(['/drift', 'Drift']);
  expect(page('page:release-status/calendar')).toEqual([
    '/calendar',
    'Calendar',
  ]);
  const tab = createExtensionTester(
    releaseStatusPlugin.getExtension('entity-content:release-status/release'),
  );
  expect(tab.get(coreExtensionData.routePath)).toBe('/release');
});
