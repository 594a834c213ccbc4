import { createExtensionTester } from '@backstage/frontend-test-utils';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import changeControlPlugin from '.';

// The portal's navigation and the links of all other pages find it by these.
it('has its page under a stable id, path and title', () => {
  const page = createExtensionTester(
    changeControlPlugin.getExtension('page:change-control'),
  );
  expect(page.get(coreExtensionData.routePath)).toBe('/changes');
  expect(page.get(coreExtensionData.title)).toBe('Changes');
});
