import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/client';
import type { Client } from '../../core/client';
import { Refused, Unreachable } from '../../core/errors';
import { poll } from '../../core/poll';

/** What is asked about a client's use (API description: ApiUsageClientQuery). */
export interface UsageQuery {
	/** ISO 8601, start/end. */
	interval: string;
	granularity?: string;
	metrics?: string[];
	groupBy?: string[];
}

/**
 * How much a client was used. Genesys Cloud takes the question and works out the answer by itself:
 * it is asked for until it is there.
 *
 * @throws Refused when the query failed at the vendor
 * @throws Unreachable when the answer was not there in time
 */
export async function usageOf(
	client: Client,
	id: string,
	query: UsageQuery,
	waitSeconds: number,
): Promise<IDataObject[]> {
	const { executionId } = await client.request<{ executionId: string }>({
		method: 'POST',
		path: path`/api/v2/oauth/clients/${id}/usage/query`,
		body: query,
		repeatable: true,
		isUsable: ({ executionId: id }) => typeof id === 'string',
	});
	const look = async () => {
		const { queryStatus, results } = await client.request<UsageAnswer>({
			method: 'GET',
			path: path`/api/v2/oauth/clients/${id}/usage/query/results/${executionId}`,
		});
		if (queryStatus !== 'Failed') return queryStatus === 'Complete' ? (results ?? []) : undefined;
		throw new Refused({
			message: 'Genesys Cloud could not carry out the usage query',
			status: 200,
		});
	};
	const results = await poll(look, waitSeconds, client.signal);
	if (results) return results;
	throw new Unreachable(
		`The usage query is still running after ${waitSeconds} seconds`,
		'Ask about a shorter time, or raise Wait Up To (Seconds).',
	);
}

/** API description: ApiUsageQueryResult. */
interface UsageAnswer {
	queryStatus?: 'Complete' | 'Failed' | 'Running';
	results?: IDataObject[];
}
