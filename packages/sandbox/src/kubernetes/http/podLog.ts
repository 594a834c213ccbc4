import { listAt, textAt } from '../json';
import { badRequest } from '../statusError';
import { fromStored } from '../store/storedObject';
import type { ApiContext, ApiResponse, ResourceRequest } from './apiRequest';
import { requireStored } from './read';
import { queryFlag, queryNumber } from './selection';

/** The log subresource. Following ends at once: the sandbox writes no log line by itself. */
export function readPodLog(
  request: ResourceRequest,
  context: ApiContext,
): ApiResponse {
  const { query } = request;
  const pod = fromStored(requireStored(request, context));
  const containers = [
    ...listAt(pod, ['spec', 'containers']),
    ...listAt(pod, ['spec', 'initContainers']),
  ].map(container => textAt(container, ['name']));
  const { name, namespace = '' } = pod.metadata;
  const asked = query.get('container') ?? '';
  const several = listAt(pod, ['spec', 'containers']).length > 1;
  if (asked ? !containers.includes(asked) : several) {
    throw badRequest(
      asked
        ? `container ${asked} is not valid for pod ${name}`
        : `a container name must be specified for pod ${name}, choose one of: [${containers.join(
            ' ',
          )}]`,
    );
  }
  const tailLines = query.has('tailLines')
    ? queryNumber(query, 'tailLines', 0)
    : undefined;
  const text = context.podLog({
    namespace,
    pod: name,
    container: asked || containers[0],
    previous: queryFlag(query, 'previous'),
    ...(tailLines !== undefined ? { tailLines } : {}),
  });
  return {
    status: 200,
    contentType: 'text/plain',
    body: tailLines === undefined ? text : lastLines(text, tailLines),
  };
}

function lastLines(text: string, count: number): string {
  const lines = text.split('\n');
  // A final line feed ends the last line, it does not begin another.
  const end = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  return lines.slice(Math.max(0, end - count)).join('\n');
}
