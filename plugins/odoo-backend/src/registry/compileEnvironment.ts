import {
  EnvironmentDocument,
  Platform,
  ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import {
  RenderInput,
  expectationOf,
  planEnvironment,
  renderEnvironment,
} from '@plumbline/plugin-odoo-golden-path';
import { CalendarFloors } from '../calendar';
import { blobId } from './blobId';
import { RegisteredEnvironment } from './RegistryService';

/** Everything of a registered environment that follows from its file, its release and the platform. */
export type CompiledEnvironment = Omit<RegisteredEnvironment, 'revision'>;

/**
 * Fails as the golden path does, with an InputError, when the spec cannot be planned.
 *
 * @param calendars - asked only when it is rendered
 */
export function compileEnvironment(
  document: EnvironmentDocument,
  release: ReleaseDocument,
  platform: Platform,
  calendars: () => CalendarFloors = () => ({ floors: [], unread: [] }),
): CompiledEnvironment {
  const { metadata: ref, spec, placement, upgrade } = document;
  const input: RenderInput = {
    ref,
    spec,
    placement,
    platform,
    release,
    upgrade,
  };
  let rendered: ReadonlyMap<string, string> | undefined;
  return {
    ...ref,
    spec,
    placement,
    document,
    release,
    plan: planEnvironment(input),
    expectation: expectationOf(input),
    unreadCalendars: () => calendars().unread,
    renderedBlobs() {
      rendered ??= new Map(
        renderEnvironment({
          ...input,
          calendarFloors: calendars().floors,
        }).map(({ path, content }) => [path, blobId(content)]),
      );
      return rendered;
    },
  };
}
