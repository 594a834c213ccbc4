import { useMemo, useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi, SignInPageProps } from '@backstage/core-plugin-api';
import { PersonaPicker } from './PersonaPicker';
import { SignInFailure } from './SignInFailure';
import { Persona } from './personas';
import { rememberedPersona } from './rememberedPersona';

const PERSONA_HEADER = 'X-Plumbline-Persona';

/** Signing out of the sandbox is to be nobody, so that somebody else can be chosen. */
function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      rememberedPersona.clear();
      await identity.signOut();
    },
  };
}

export interface PersonaSignInPageProps extends SignInPageProps {
  personas: readonly Persona[];
}

/** Signs in as the persona that was chosen, in this tab, now or before a reload. */
export function PersonaSignInPage(props: PersonaSignInPageProps) {
  const { personas, onSignInSuccess } = props;
  const [chosen, setChosen] = useState(rememberedPersona.get);
  // One component type for the life of the page, or React would remount it with each render.
  const Failure = useMemo(() => {
    const chooseAgain = () => {
      rememberedPersona.clear();
      setChosen(undefined);
    };
    return ({ error }: { error?: Error }) => (
      <SignInFailure error={error} onChooseAgain={chooseAgain} />
    );
  }, []);
  if (chosen === undefined) {
    return (
      <PersonaPicker
        personas={personas}
        onChoose={name => {
          rememberedPersona.set(name);
          setChosen(name);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider="sandbox"
      headers={{ [PERSONA_HEADER]: chosen }}
      onSignInSuccess={identity => onSignInSuccess(forgetOnSignOut(identity))}
      ErrorComponent={Failure}
    />
  );
}
