import { createExtensionTester } from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import drReadinessPlugin from '.';

// The portal's navigation and end-to-end test find the pages by these.
it('has its page and its tab under stable ids, paths and titles', () => {
  const pathAndTitle = (id: string) => {
    const tester = createExtensionTester(drReadinessPlugin.getExtension(id));
    return [
      tester.get(coreExtensionData.routePath),
      tester.get(coreExtensionData.title),
    ];
  };
  expect(pathAndTitle('page:dr-readiness')).toEqual(['/recovery', 'Recovery']);
  const tab = createExtensionTester(
    drReadinessPlugin.getExtension('entity-content:dr-readiness/recovery'),
  );
  expect(tab.get(coreExtensionData.routePath)).toBe('/recovery');
});
