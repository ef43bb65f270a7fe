import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Refusal } from './errors';
import type { Budget, Limits } from './limiter';

/** Header names in lower case. */
export type Headers = Record<string, string | undefined>;

/** A vendor's answer to a request, whatever its status. */
export interface Answer<Body = unknown> {
	status: number;
	headers: Headers;
	body: Body;
}

/** What the client has to know of a vendor. */
export interface Vendor {
	/** The vendor as users call it. */
	readonly name: string;
	/** The n8n credential type that its requests are authenticated with. */
	readonly credentialType: string;
	/** The fields of that type whose values must not be seen, should the vendor quote them. */
	readonly secretFields: readonly string[];
	readonly limits: Limits;
	/**
	 * Where the API is.
	 *
	 * @throws InvalidInput when the credential holds no usable address
	 */
	baseUrl(credential: ICredentialDataDecryptedObject): string;
	/** The ID, at the vendor, of the credential that n8n itself authenticates with. */
	ownId(credential: ICredentialDataDecryptedObject): string | undefined;
	/** The vendor's answer of status 400 and above, in words that help. */
	explain(answer: Answer): Refusal;
	/** What an answer's headers say of the budget left, if they say it. */
	budget(headers: Headers): Budget | undefined;
}
