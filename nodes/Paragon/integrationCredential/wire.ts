import type { IDataObject } from 'n8n-workflow';

import { differencesOf } from '../../core/difference';
import type { Difference } from '../../core/difference';
import { MASK, reveal, Secret } from '../../core/secret';
import type { Stored } from '../../core/store';
import type { IntegrationCredentialSpec } from './fields';

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

/**
 * The scopes that are asked for: those that are given, else those that were picked for Jira;
 * undefined when there are neither.
 */
export function scopesOf({ scopes, jiraScopes }: IntegrationCredentialSpec): string[] | undefined {
	return scopes?.length || !jiraScopes ? scopes : jiraScopes;
}

const extraOf = ({ extraValues, extraValuesJson }: IntegrationCredentialSpec) =>
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
	const scopes = scopesOf(spec) ?? splitScopes(stored.values?.scopes);
	return {
		...stored.values,
		...extraOf(spec),
		clientId: spec.clientId ?? String(stored.values?.clientId ?? ''),
		clientSecret: secret ? reveal(secret) : '',
		scopes: scopes.join(' '),
	};
}

/** What differs, for the given fields; Paragon gives all of them back. */
export function differencesIn(
	spec: IntegrationCredentialSpec,
	{ values = {}, clientSecret }: IntegrationCredential,
): Difference[] {
	const extra = extraOf(spec);
	const wanted = { clientId: spec.clientId, scopes: scopesOf(spec), ...extra };
	const stored = {
		clientId: values.clientId,
		scopes: splitScopes(values.scopes),
		...Object.fromEntries(Object.keys(extra).map((name) => [name, values[name]])),
	};
	const same = !spec.clientSecret || revealed(spec.clientSecret) === revealed(clientSecret);
	return [
		...differencesOf<IDataObject>(wanted, stored, ['scopes']),
		...(same ? [] : [{ field: 'clientSecret', kind: 'changed' as const }]),
	];
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

/** Names of values that may hold what must not be shown; addresses may have such words in them. */
const SENSITIVE = /secret|password|private|token|key/i;
const ADDRESS = /ur[il]$/i;

/** All of it, in Paragon's words; secrets are masked. */
export function withoutSecrets({
	clientSecret,
	values,
	...rest
}: IntegrationCredential): IDataObject {
	if (!values) return rest;
	const shown = Object.entries(values).map(([name, value]) => [
		name,
		SENSITIVE.test(name) && !ADDRESS.test(name) && typeof value === 'string' ? MASK : value,
	]);
	const masked = clientSecret ? { clientSecret: MASK } : {};
	return { ...rest, values: { ...Object.fromEntries(shown), ...masked } };
}

const revealed = (secret: Secret | undefined) => (secret ? reveal(secret) : undefined);
