import type { IDataObject } from 'n8n-workflow';

import { differencesOf, sameValue } from '../../core/difference';
import type { Difference } from '../../core/difference';
import { MASK, reveal, Secret } from '../../core/secret';
import type { Stored } from '../../core/store';
import type { IntegrationCredentialSpec } from './fields';
import { masked } from './sensitive';

/** The scheme of credentials that hold the OAuth app of an integration. */
export const OAUTH_APP = 'oauth_app';

/** An integration credential, as this node works with it: its secret is out of the open. */
export interface IntegrationCredential extends Stored {
	id: string;
	projectId: string;
	integrationId: string;
	/** The type of the integration. */
	provider: string;
	scheme?: string;
	status?: string;
	/** In the answer to a single one only. The client secret is not among them. */
	values?: IDataObject;
	clientSecret?: Secret;
	/** The redirect URI to register at the app, where it can be told: no member of Paragon's answer. */
	redirectUrl?: string;
}

/** The values of a credential, as Paragon reads and writes them. */
export type Values = IDataObject & { clientId?: string; clientSecret?: string; scopes?: string };

/** What Paragon gave, its secret put away. */
export function fromWire(
	{ values, ...rest }: IntegrationCredential & { values?: Values },
	redirectUrl: string | undefined,
): IntegrationCredential {
	const { clientSecret, ...others } = values ?? {};
	return {
		...rest,
		...(values && { values: others }),
		...(typeof clientSecret === 'string' &&
			clientSecret !== '' && { clientSecret: new Secret(clientSecret) }),
		...(redirectUrl && { redirectUrl }),
	};
}

/** The extra values, from either of the panel's fields. */
export const extraOf = ({ extraValues, extraValuesJson }: IntegrationCredentialSpec) =>
	extraValues ?? extraValuesJson ?? {};

/** Scopes are one text on the wire, with blanks between them. */
export const splitScopes = (scopes: unknown): string[] =>
	typeof scopes === 'string' ? scopes.split(/[\s,]+/).filter(Boolean) : [];

/**
 * The whole that replaces a credential's values: what is given, and for the rest what is stored.
 * Paragon's PUT takes nothing over by itself.
 */
export function mergedValues(
	spec: IntegrationCredentialSpec,
	stored: Pick<IntegrationCredential, 'values' | 'clientSecret'> = {},
): Values {
	const secret = spec.clientSecret ?? stored.clientSecret;
	const clientId = spec.clientId ?? stored.values?.clientId;
	return {
		...stored.values,
		...extraOf(spec),
		...(clientId && { clientId: String(clientId) }),
		...(secret && { clientSecret: reveal(secret) }),
		// Stored ones stay as they are written; Paragon wants the member in any case.
		scopes: spec.scopes?.join(' ') ?? String(stored.values?.scopes ?? ''),
	};
}

/** What differs, for the given fields; Paragon gives all of them back. */
export function differencesIn(
	spec: IntegrationCredentialSpec,
	{ values = {}, clientSecret }: IntegrationCredential,
): Difference[] {
	const extra = extraOf(spec);
	const wanted = { clientId: spec.clientId, scopes: spec.scopes, ...extra };
	const stored = {
		clientId: values.clientId,
		scopes: splitScopes(values.scopes),
		...Object.fromEntries(Object.keys(extra).map((name) => [name, values[name]])),
	};
	const same = !spec.clientSecret || revealed(spec.clientSecret) === revealed(clientSecret);
	return [
		...differencesOf<IDataObject>(wanted, stored, ['scopes']).map(withoutValueOfSecret),
		...(same ? [] : [{ field: 'clientSecret', kind: 'changed' as const }]),
	];
}

/** An extra value may be a secret: then it is told that it differs, and no more. */
function withoutValueOfSecret(difference: Difference): Difference {
	const { field, kind, from, to } = difference;
	const isOpen = [from, to].every((value) => {
		const named = { [field]: value as IDataObject[string] };
		return sameValue(masked(named), named);
	});
	return isOpen ? difference : { field, kind };
}

/** In the words of Paragon's own Terraform provider. */
export function simplified(stored: IntegrationCredential): IDataObject {
	const { id, projectId, integrationId, provider, scheme, status, values, redirectUrl } = stored;
	return {
		id,
		project_id: projectId,
		integration_id: integrationId,
		creds_provider: provider,
		scheme,
		...(values && {
			oauth: { client_id: values.clientId, scopes: splitScopes(values.scopes) },
		}),
		...(status !== undefined && { status }),
		...(redirectUrl && { redirect_url: redirectUrl }),
	};
}

/** All of it, in Paragon's words; secrets are masked. */
export function withoutSecrets({
	clientSecret,
	values,
	...rest
}: IntegrationCredential): IDataObject {
	if (!values) return rest;
	const secret = clientSecret ? { clientSecret: MASK } : {};
	return { ...rest, values: { ...masked(values), ...secret } };
}

const revealed = (secret: Secret | undefined) => (secret ? reveal(secret) : undefined);
