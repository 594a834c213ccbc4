export interface Config {
  odoo?: {
    sandbox?: {
      /**
       * True only for the embedded world that `./plumb start` runs. With the persona module installed,
       * the backend refuses to start unless it is true, the listener is loopback, there is no other
       * auth provider and NODE_ENV is not production.
       * @visibility frontend
       */
      enabled?: boolean;
      /**
       * Whom one can sign in as, by name.
       * @deepVisibility frontend
       */
      personas?: {
        [name: string]: {
          /** Shown on the sign-in page. */
          title: string;
          /** One line: what this persona may do. */
          description: string;
          /** Ownership claims beside `user:default/<name>`. */
          groups: string[];
        };
      };
    };
  };
}
