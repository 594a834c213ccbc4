import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { WorkQueue } from '../processes';
import type { Scenario } from './scenario';

export interface ScenarioState {
  name: string;
  title: string;
  on: boolean;
}

/** Nobody knows a scenario of that name. */
export class UnknownScenario extends Error {}

const fileSchema = z.object({ on: z.array(z.string()) });

/** All scenarios, and which of them are on; that outlives the sandbox. */
export class Scenarios {
  readonly #on = new Set<string>();
  /** One switch after the other; whoever asks for one waits for it. */
  readonly #work = new WorkQueue(() => undefined);

  constructor(
    private readonly scenarios: readonly Scenario[],
    private readonly file: string,
  ) {}

  /** Brings about again what was on when the sandbox ended. */
  async resume(): Promise<void> {
    const text = await readFile(this.file, 'utf8').catch(error => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return;
    for (const name of fileSchema.parse(JSON.parse(text)).on) {
      const scenario = this.scenarios.find(each => each.name === name);
      if (!scenario) continue;
      this.#on.add(name);
      await scenario.resume();
    }
  }

  list(): ScenarioState[] {
    return this.scenarios.map(({ name, title }) => ({
      name,
      title,
      on: this.#on.has(name),
    }));
  }

  /** @throws UnknownScenario */
  async switch(name: string, on: boolean): Promise<ScenarioState> {
    const scenario = this.scenarios.find(each => each.name === name);
    if (!scenario) {
      const names = this.scenarios.map(each => each.name).join(', ');
      throw new UnknownScenario(
        `there is no scenario ${name}; there are ${names}`,
      );
    }
    await this.#work.next(() => this.#switch(scenario, on));
    return { name, title: scenario.title, on };
  }

  async #switch(scenario: Scenario, on: boolean): Promise<void> {
    if (this.#on.has(scenario.name) === on) return;
    if (on) {
      await scenario.on();
      this.#on.add(scenario.name);
    } else {
      await scenario.off();
      this.#on.delete(scenario.name);
    }
    await writeFile(this.file, JSON.stringify({ on: [...this.#on] }));
  }
}
