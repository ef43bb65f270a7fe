import type { ICredentialDataDecryptedObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Refusal } from './errors';
import type { Budget, Limits } from './rate';

/** Header names in lower case. */
export type Headers = Record<string, string | undefined>;

/** A vendor's answer to a request, whatever its status. */
export interface Answer<Body = unknown> {
	status: number;
	headers: Headers;
	body: Body;
}

/** One request to a vendor. */
export interface Call {
	method: IHttpRequestMethods;
	/** From the API's root, its variable parts encoded: see `path`. */
	path: string;
	/** Which of the vendor's hosts; its usual one without. */
	host?: string;
	query?: Record<string, string | number | boolean | string[]>;
	headers?: Record<string, string>;
	body?: object;
	/**
	 * Whether it may be sent again when its answer was lost. By default all but POST; a POST that
	 * only asks (a query) may say so.
	 */
	repeatable?: boolean;
	/**
	 * Whether a good status is all that counts, and what comes with it, if anything, is the user's to
	 * judge: for requests that the user makes up.
	 */
	anyAnswer?: boolean;
	/** Whether an answer has what it is read for; one that has not counts as none at all. */
	isUsable?(body: Record<string, unknown>): boolean;
}

const isId = (id: unknown) => (typeof id === 'string' && id !== '') || Number.isInteger(id);

/** Whether an answer is a record with an ID. */
export const isRecord: Call['isUsable'] = ({ id }) => isId(id);

/** Whether a value is a list of records with IDs. */
export const areRecords = (value: unknown): boolean =>
	Array.isArray(value) && value.every((entry: { id?: unknown } | null) => isId(entry?.id));

/** What the client has to know of a vendor. */
export interface Vendor {
	/** The vendor as users call it. */
	readonly name: string;
	/** The n8n credential type that its requests are authenticated with. */
	readonly credentialType: string;
	readonly limits: Limits;
	/** Whether its credential begins sessions, which n8n renews on a 401; a static key is not renewed. */
	readonly hasSessions: boolean;
	/**
	 * Where the API is.
	 *
	 * @param host one of several hosts that the vendor has; the usual one without
	 * @throws InvalidInput when the credential holds no usable address
	 */
	baseUrl(credential: ICredentialDataDecryptedObject, host?: string): string;
	/** The credential's values that must not be seen, should the vendor quote them. */
	secrets(credential: ICredentialDataDecryptedObject): string[];
	/** Who n8n itself is at the vendor: the ID of its client, the name of its user. */
	ownId?(credential: ICredentialDataDecryptedObject): string | undefined;
	/** Whether an answer of status 401 is about the credential as a whole, as it is without this. */
	shutsOut?(answer: Answer): boolean;
	/** The vendor's answer of status 400 and above, in words that help. */
	explain(answer: Answer): Refusal;
	/** What an answer's headers say of the budget left, if they say it. */
	budget(headers: Headers): Budget | undefined;
}
