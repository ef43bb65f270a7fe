import type { CredentialSpec } from './fields';
import type { Credential } from './wire';

const CONSENT =
	'Tines gets no tokens before the consent is given: open the redirect_url of each new credential in a browser, signed in as the user it is for.';

/** What is lost with the answer to a creation that waits for a consent. */
export const REDIRECT_URL_LOST = 'the redirect_url for the consent was in the lost answer';

/** Whether a user has to give consent before Tines gets tokens. */
export const needsConsent = ({ mode, oauth_grant_type: grantType }: CredentialSpec): boolean =>
	mode === 'OAUTH' && grantType === 'authorization_code';

/**
 * What a person still has to do after a creation, if anything.
 *
 * @param adopted whether the answer to the creation was lost
 */
export function leftToDo(
	spec: CredentialSpec,
	stored: Credential,
	adopted: boolean,
): string | undefined {
	const left = [consent(spec, stored, adopted), sharing(spec, stored)].filter(Boolean);
	return left.length > 0 ? left.join(' ') : undefined;
}

function consent(spec: CredentialSpec, stored: Credential, adopted: boolean): string | undefined {
	if (!needsConsent(spec)) return undefined;
	if (stored.redirect_url) return CONSENT;
	const why = adopted ? `, since ${REDIRECT_URL_LOST}` : '';
	return `Tines gave no redirect_url for '${stored.name}'${why}: open the credential in Tines to give the consent there.`;
}

/** Sharing with chosen teams is a paid feature; a tenant without it may store something else. */
function sharing({ read_access: wanted }: CredentialSpec, stored: Credential): string | undefined {
	const { read_access: given, name } = stored;
	if (wanted === undefined || given === undefined || wanted === given) return undefined;
	return `Tines stored the read access ${given} for '${name}' instead of ${wanted}: sharing with specific teams is a paid feature.`;
}
