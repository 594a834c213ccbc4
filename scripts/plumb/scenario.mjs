import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Lists the scenarios of the sandbox that runs over a data folder, or switches one of them. */
export async function scenario({ data, name, state }) {
  const control = await controlOf(data);
  if (name === undefined) {
    const scenarios = await ask(control, '/scenarios');
    return scenarios.map(describe).join('');
  }
  if (!['on', 'off'].includes(state)) {
    throw new Error(`say whether ${name} shall be on or off`);
  }
  const path = `/scenarios/${encodeURIComponent(name)}`;
  const body = JSON.stringify({ on: state === 'on' });
  return describe(await ask(control, path, { method: 'PUT', body }));
}

const describe = ({ name, on, title }) =>
  `${name.padEnd(20)} ${on ? 'on ' : 'off'}  ${title}\n`;

async function controlOf(data) {
  const file = join(data, 'sandbox.json');
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) {
    throw new Error(
      `no sandbox runs over ${data}: start one with ./plumb start, or name its folder with --data`,
    );
  }
  return JSON.parse(text).control;
}

async function ask({ url, token }, path, options = {}) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}${path}`, { headers, ...options }).catch(
    error => {
      throw new Error(`the sandbox does not answer at ${url}: ${error.cause}`);
    },
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}
