export interface Config {
  odoo?: {
    sandbox?: {
      /**
       * Shows the personas instead of the sign-in with Microsoft Entra ID. The backend decides on its own
       * whether there are any.
       * @visibility frontend
       */
      enabled?: boolean;
      /** Whom one can sign in as, by name. */
      personas?: {
        [name: string]: {
          /** @visibility frontend */
          title: string;
          /**
           * One line: what this persona may do.
           * @visibility frontend
           */
          description: string;
        };
      };
    };
  };
}
