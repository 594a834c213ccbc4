const POLL_MS = 500;
const LIMIT_MS = 300_000;
/** Of a record that names no run, or one that nobody believes, none is ever asked for. */
const RUNS_LIMIT_MS = 30_000;

/** The backend answers at all. */
export async function answers(port) {
  try {
    const response = await fetch(
      `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
    );
    return response.ok;
  } catch (error) {
    // Not listening yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * Waits until the first page shows something true: the template is in the catalog and every source has
 * been read since the start, as were the runs that built the releases: none is promoted without. A slow
 * machine starts all the same, and the pages say what is missing.
 */
export async function firstLook(port, startedAt) {
  const url = `http://127.0.0.1:${port}/api`;
  const session = await getJson(`${url}/auth/sandbox/refresh`, {
    'X-Plumbline-Persona': 'platform-engineer',
  });
  const headers = {
    authorization: `Bearer ${session?.backstageIdentity.token}`,
  };
  const deadline = Date.now() + LIMIT_MS;
  let runsBy;
  while (Date.now() < deadline) {
    const [template, sources, runs] = await Promise.all([
      getJson(
        `${url}/catalog/entities/by-name/template/default/odoo-environment`,
        headers,
      ),
      getJson(`${url}/odoo/sources`, headers),
      haveRuns(url, headers),
    ]);
    const read = sources?.items.filter(
      ({ lastRun, notAvailable }) =>
        notAvailable || lastRun?.startedAt > startedAt,
    );
    const all = read?.length > 1 && read.length === sources.total;
    if (template && all) {
      runsBy ??= Date.now() + RUNS_LIMIT_MS;
      if (runs || Date.now() > runsBy) return;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}

/** Whether a run was asked for of every release; what came out of it is on their pages. */
async function haveRuns(url, headers) {
  const releases = await getJson(`${url}/odoo/releases`, headers);
  const details = await Promise.all(
    (releases?.items ?? []).map(({ version }) =>
      getJson(`${url}/odoo/releases/${version}`, headers),
    ),
  );
  return details.length > 0 && details.every(detail => detail?.pipelineRun);
}

async function getJson(url, headers) {
  const response = await fetch(url, { headers });
  return response.ok ? response.json() : undefined;
}
