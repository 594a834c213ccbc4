/** A real failure that is switched on and off while the sandbox runs. */
export interface Scenario {
  name: string;
  /** What happens, in one sentence. */
  title: string;
  on(): Promise<void>;
  off(): Promise<void>;
  /** The sandbox has started again while it is on. */
  resume(): Promise<void>;
}
