import type { World } from '../../world.mts';
import { providerOf } from '../providers/index.mts';
import type { ProviderAnswer } from '../providers/provider.mts';
import type { Integration } from '../../records.mts';
import type { ConnectCredential } from '../records.mts';

/** How an input is drawn in the vendor's own forms (format `paragon`). */
type InputType =
	| 'TEXT'
	| 'TEXTAREA'
	| 'CODE'
	| 'ENUM'
	| 'DYNAMIC_ENUM'
	| 'EDITABLE_ENUM'
	| 'BOOLEAN_INPUT';

/** A parameter of a tool. */
export interface Input {
	id: string;
	title: string;
	type: InputType;
	/** What it is in JSON. */
	json: 'string' | 'number' | 'boolean' | 'object' | 'array';
	subtitle?: string;
	required?: true;
	values?: readonly string[];
}

/** Asks the provider for the account that a tool runs on. */
export type Ask = (
	method: string,
	path: string,
	body?: unknown,
) => Promise<ProviderAnswer & { body: any }>;

/** One tool of an integration. */
export interface Tool {
	name: string;
	title: string;
	description: string;
	inputs: readonly Input[];
	/** Its answer is that of the last request. */
	run(parameters: Record<string, any>, ask: Ask): Promise<ProviderAnswer>;
}

/** A provider's refusal while a tool runs. */
export class ToolRefused extends Error {
	readonly answer: ProviderAnswer;

	constructor(answer: ProviderAnswer) {
		super('The provider refused a request');
		this.answer = answer;
	}
}

/** Requests of a tool to a user's account; those that are refused end it. */
export function asker(world: World, integration: Integration, credential: ConnectCredential): Ask {
	const provider = providerOf(integration);
	return async (method, path, body) => {
		const answer = await provider(world, credential, {
			method,
			path,
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (answer.status >= 400) throw new ToolRefused(answer);
		return {
			...answer,
			body: answer.text === '' ? undefined : (JSON.parse(answer.text) as unknown),
		};
	};
}

/** The parameter that all tools with pages have. */
export const PAGINATION: Input = {
	id: 'paginationParameters',
	title: 'Pagination parameters',
	type: 'CODE',
	json: 'object',
	subtitle: 'Where the page begins, as the last answer says.',
};
