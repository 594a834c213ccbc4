export {
  answer,
  fetchApi,
  odooServer,
  refusal,
  registerOdooServer,
} from './odooServer';
export type { Asked } from './odooServer';
export { createSignals } from './signals';
