const KEY = 'plumbline.persona';

/** Kept by the browser tab, so that a reload stays signed in and two tabs can be two personas. */
export const rememberedPersona = {
  get: () => window.sessionStorage.getItem(KEY) ?? undefined,
  set: (name: string) => window.sessionStorage.setItem(KEY, name),
  clear: () => window.sessionStorage.removeItem(KEY),
};
