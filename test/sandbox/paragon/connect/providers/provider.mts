import type { World } from '../../world.mts';
import type { ConnectCredential } from '../records.mts';

/** A request to a user's account at a provider. */
export interface ProviderRequest {
	method: string;
	/** Path and query, beginning with a slash. */
	path: string;
	headers: Record<string, string>;
	/** JSON text. */
	body?: string;
}

/** What a provider answers. */
export interface ProviderAnswer {
	status: number;
	headers: Record<string, string>;
	/** As it came. */
	text: string;
}

/** Takes requests to the accounts of one app. */
export type Provider = (
	world: World,
	credential: ConnectCredential,
	request: ProviderRequest,
) => Promise<ProviderAnswer>;

/** An answer in JSON. */
export function json(status: number, body: unknown): ProviderAnswer {
	const headers = { 'content-type': 'application/json; charset=utf-8' };
	return { status, headers, text: JSON.stringify(body) };
}
