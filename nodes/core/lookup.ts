import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { Client } from './client';
import { toNodeError } from './errors';
import type { Vendor } from './vendor';

/**
 * What fills a list in the panel, read from a vendor. Errors are made into n8n's, as for a run.
 *
 * @throws NodeApiError or NodeOperationError
 */
export async function lookUp<Result>(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	work: (client: Client) => Promise<Result>,
): Promise<Result> {
	return await Client.open(context, vendor)
		.then(work)
		.catch((thrown: unknown) => {
			throw toNodeError(context.getNode(), thrown, 0);
		});
}

/** For sorting the entries of a list. */
export const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
